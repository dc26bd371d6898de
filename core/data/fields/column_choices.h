// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/options.h"

namespace leap {

/// The options with the names of columns in the place of patterns: exclude and accept hold names, kinds one
/// rule for each column that a rule decides. Doing it twice changes nothing.
/// @throws InputError: a pattern or name that no column has (with a suggestion), a kind that a column cannot
/// have, a kind for the label
[[nodiscard]] ProposeOptions withNames(const InspectReport& report, ProposeOptions options);

/// What the user says of the column's kind; null: nothing. @param options of withNames()
[[nodiscard]] const KindRule* kindRuleFor(const ColumnReport& column, const ProposeOptions& options);

} // namespace leap

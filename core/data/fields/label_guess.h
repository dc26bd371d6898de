// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/schema.h"

namespace leap {

/// The column that is most likely the label: one of two values whose name says so ("label", "click",
/// "target", ...), or the first or last column when it has two values, or the only column of two values. An
/// empty rule when none is likely: the user must choose.
[[nodiscard]] LabelRule guessLabel(const InspectReport& report);

} // namespace leap

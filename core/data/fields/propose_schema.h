// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/options.h"
#include "core/data/schema/schema.h"

namespace leap {

/// A schema with a default for everything. @throws InputError: unknown column in the options (with a
/// suggestion), no field left.
[[nodiscard]] Schema proposeSchema(const InspectReport& report, const ProposeOptions& options);

} // namespace leap

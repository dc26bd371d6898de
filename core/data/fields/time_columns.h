// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"

#include <string>
#include <vector>

namespace leap {

/// Columns by which the rows can be split by time (--split time:COL), in the order of the table: those that
/// hold times whose format is known.
[[nodiscard]] std::vector<std::string> timeColumns(const InspectReport& report);

} // namespace leap

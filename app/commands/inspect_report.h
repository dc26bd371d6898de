// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/inspect/inspect.h"

#include <string>

namespace leap::app {

[[nodiscard]] Json inspectToJson(const InspectReport& report);
/// One line a column, with its flags.
[[nodiscard]] std::string inspectTable(const InspectReport& report);

} // namespace leap::app

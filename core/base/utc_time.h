// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace leap {

[[nodiscard]] std::string nowUtc(); ///< ISO 8601: "2026-11-25T16:20:00Z"

} // namespace leap

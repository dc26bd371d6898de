// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace leap {

/// Bytes of memory that this process may count on: the machine's, or less where a control group sets a limit.
[[nodiscard]] int64_t memoryLimit();

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace leap {

/// Bytes of memory that this process may count on: the machine's, or less where a control group sets a limit.
[[nodiscard]] int64_t memoryLimit();

/// The most bytes of memory that this process has held so far.
[[nodiscard]] int64_t peakMemoryBytes();

/// Hands memory that was freed in many small pieces back to the system, where the C library can (glibc).
void returnFreedMemory();

} // namespace leap

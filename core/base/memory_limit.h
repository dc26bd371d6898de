// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace leap {

/// Bytes of memory available to this process: the machine's, or the limit of its control group if that is
/// lower.
[[nodiscard]] int64_t memoryLimit();

/// The most bytes of memory that this process has used so far.
[[nodiscard]] int64_t peakMemoryBytes();

/// Returns freed memory to the system, if the C library supports it (glibc).
void returnFreedMemory();

} // namespace leap

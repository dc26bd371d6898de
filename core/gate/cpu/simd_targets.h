// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Which SIMD instruction sets the CPU kernels have here, and which one ran.
namespace leap::gate {

/// Names of the targets that were compiled and that this processor supports, best first.
[[nodiscard]] std::vector<std::string> simdTargets();

/// For tests: makes the kernels of the whole process use this target; an empty name restores the best one.
/// Must not run beside the kernels. Raises InputError for a name that simdTargets() does not list.
void forceSimdTarget(const std::string& name);

/// Target of the kernel call that ended last in this process, or an empty name.
[[nodiscard]] std::string lastSimdTarget();

/// Kernel calls of this process so far: more than one for one operator call means that threads shared its
/// work.
[[nodiscard]] int64_t kernelCalls();

/// For the kernels' callers: remembers a kernel's answer and counts the call.
void noteSimdTarget(int64_t target);

} // namespace leap::gate

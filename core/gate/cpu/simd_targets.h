// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Which SIMD instruction sets the CPU kernels can use here, and which one ran.
namespace leap::gate {

/// Names of the compiled targets that this processor supports, best first.
[[nodiscard]] std::vector<std::string> simdTargets();

/// For tests: makes the kernels of the whole process use this target; an empty name restores the best one.
/// Must not be called while kernels run. Throws InputError for a name that simdTargets() does not list.
void forceSimdTarget(const std::string& name);

/// Target of the kernel call that finished last in this process, or an empty name.
[[nodiscard]] std::string lastSimdTarget();

/// Kernel calls in this process so far; more than one per operator call means that threads shared the work.
[[nodiscard]] int64_t kernelCalls();

/// For callers of kernels: records the target that ran and counts the call.
void noteSimdTarget(int64_t target);

} // namespace leap::gate

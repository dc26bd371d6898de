// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/cpu/simd_targets.h"

#include "core/base/error.h"

#include <hwy/highway.h>

#include <atomic>

namespace leap::gate {
namespace {

std::atomic<int64_t> lastTarget{0};
std::atomic<int64_t> calls{0};

} // namespace

std::vector<std::string> simdTargets()
{
    std::vector<std::string> names;
    for (const int64_t target : hwy::SupportedAndGeneratedTargets())
        names.emplace_back(hwy::TargetName(target));
    return names;
}

void forceSimdTarget(const std::string& name)
{
    hwy::SetSupportedTargetsForTest(0);
    if (name.empty())
        return;
    std::string known;
    for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
        if (name == hwy::TargetName(target)) {
            hwy::SetSupportedTargetsForTest(target);
            return;
        }
        known += std::string(known.empty() ? "" : ", ") + hwy::TargetName(target);
    }
    throw InputError("SIMD target '" + name + "' is not available here; available: " + known + ".");
}

std::string lastSimdTarget()
{
    const int64_t target = lastTarget.load(std::memory_order_relaxed);
    return target == 0 ? "" : hwy::TargetName(target);
}

int64_t kernelCalls()
{
    return calls.load(std::memory_order_relaxed);
}

void noteSimdTarget(int64_t target)
{
    calls.fetch_add(1, std::memory_order_relaxed);
    lastTarget.store(target, std::memory_order_relaxed);
}

} // namespace leap::gate

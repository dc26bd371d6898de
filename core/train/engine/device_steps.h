// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/resident_steps.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

/// Steps that were computed on a device and not looked at yet. Private to core/train.
namespace leap {

struct DeviceStep {
    int64_t step;
    at::Tensor loss; ///< one value
    at::Tensor gateLoss; ///< one value; undefined where the gates did not learn
    at::Tensor theta, divergence; ///< [F]; undefined without gates
};

/// All of them by one copy of each kind: a step by itself would wait for the device.
[[nodiscard]] std::vector<ResidentStep> readBack(const std::vector<DeviceStep>& queued);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/model/transform/host_stage.h"

#include <ATen/core/Tensor.h>

namespace leap {

/// What the loss needs of a batch, on a device.
struct DeviceLabels {
    at::Tensor label; ///< double [rows]
    at::Tensor share; ///< double [rows] weight / sum of weights; undefined: all 1 / rows
    bool empty = false; ///< the weights sum up to nothing
};
/// Does not wait for the device.
[[nodiscard]] DeviceLabels sendLabels(const Batch& batch, HostStage& stage);

/// binaryCrossEntropy() of loss.h on a device. @param logits [rows], detached
struct DeviceLoss {
    at::Tensor value; ///< double, no dimension
    at::Tensor gradient; ///< float [rows]
};
[[nodiscard]] DeviceLoss binaryCrossEntropy(const at::Tensor& logits, const DeviceLabels& labels);

} // namespace leap

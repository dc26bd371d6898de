// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device/device_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <numeric>

namespace leap {

DeviceLabels sendLabels(const Batch& batch, HostStage& stage)
{
    DeviceLabels labels;
    labels.label = stage.send(batch.label).to(at::kDouble);
    if (batch.weight.empty())
        return labels;
    const double total = std::accumulate(batch.weight.begin(), batch.weight.end(), 0.0);
    labels.empty = total <= 0;
    labels.share = stage.send(batch.weight).to(at::kDouble);
    if (!labels.empty)
        labels.share.div_(total);
    return labels;
}

DeviceLoss binaryCrossEntropy(const at::Tensor& logits, const DeviceLabels& labels)
{
    if (labels.empty)
        return {at::zeros({}, labels.label.options()), at::zeros_like(logits)};
    const at::Tensor z = logits.to(at::kDouble);
    const at::Tensor losses = z.clamp_min(0) - z * labels.label + z.abs().neg_().exp_().log1p_();
    const at::Tensor slopes = z.sigmoid() - labels.label;
    if (!labels.share.defined())
        return {losses.mean(), (slopes / logits.size(0)).to(at::kFloat)};
    return {(losses * labels.share).sum(), (slopes * labels.share).to(at::kFloat)};
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/engine_graph.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <optional>

namespace leap {

std::unique_ptr<FieldTransform> makeTransform(const EngineSpec& spec, c10::Device device)
{
    switch (spec.transform.kind) {
    case TransformSpec::Kind::None:
        return makeNoTransform();
    case TransformSpec::Kind::Mask:
        return makeMaskTransform(spec.layout.ranges, spec.transform.keep, device);
    case TransformSpec::Kind::Leap:
        return makeLeapTransform(spec.layout.ranges);
    case TransformSpec::Kind::Mean:
    case TransformSpec::Kind::SampledPermute:
    case TransformSpec::Kind::SampledDrop:
    case TransformSpec::Kind::Scale:
        break;
    }
    throw FailureError("A transform on the host was asked for from an engine that has none.");
}

void startBackwardThread(c10::Device device)
{
    if (device.is_cpu())
        return;
    const c10::AutoGradMode recording(true);
    const at::Tensor one = at::ones({1}, at::TensorOptions(device).dtype(at::kFloat));
    const at::Tensor x = one.clone().set_requires_grad(true);
    (void)gradientsOf(x * x, {x}, one);
}

std::vector<at::Tensor> gradientsOf(const at::Tensor& logits, const std::vector<at::Tensor>& sources,
                                    const at::Tensor& gradient)
{
    std::vector<at::Tensor> gradients(sources.size());
    if (logits.requires_grad() && !sources.empty())
        gradients =
            torch::autograd::grad({logits}, sources, {gradient}, std::nullopt, false, /*allow_unused=*/true);
    for (size_t i = 0; i < sources.size(); ++i) {
        if (!gradients[i].defined())
            gradients[i] = at::zeros_like(sources[i]);
    }
    return gradients;
}

} // namespace leap

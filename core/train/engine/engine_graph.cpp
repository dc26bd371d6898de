// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/engine_graph.h"

#include "core/base/error.h"
#include "core/model/network/gradients.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>
#include <c10/core/GradMode.h>

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

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gate/gate_fuse.h"
#include "tests/gate/gate_case.h"

#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/autograd.h>

/// One forward and one backward pass of the operator, or of another of the same signature.
namespace leap::test {

struct Result {
    at::Tensor fused;
    at::Tensor divergence;
    at::Tensor gradX;
    at::Tensor gradTheta;
};

using Operator = decltype(&gate_fuse);

inline Result run(Operator op, const GateCase& on)
{
    const at::Tensor x = on.x.detach().clone().requires_grad_();
    const at::Tensor theta = on.theta.detach().clone().requires_grad_();
    const auto [fused, divergence] = op(x, theta, on.tau, on.ranges, on.seed, on.step);
    // Without fields the reference does not use theta at all.
    auto gradients =
        torch::autograd::grad({fused}, {x, theta}, {on.gradient}, std::nullopt, false, /*allow_unused=*/true);
    if (!gradients[1].defined())
        gradients[1] = at::zeros_like(theta);
    return {fused.detach(), divergence.detach(), gradients[0], gradients[1]};
}

} // namespace leap::test

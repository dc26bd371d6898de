// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes and types without data, for tracing.
#include "core/gate/gate_checks.h"
#include "core/gate/gate_operators.h"

#include <torch/library.h>

namespace leap::gate {
namespace {

TensorPairRef forwardOutMeta(const at::Tensor& x, const at::Tensor& theta, double tau,
                             const at::Tensor& ranges, int64_t /*seed*/, int64_t /*step*/, at::Tensor& fused,
                             at::Tensor& divergence)
{
    checkForward(x, theta, tau, ranges, fused, divergence);
    return {fused, divergence};
}

TensorPairRef backwardOutMeta(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                              const at::Tensor& theta, double tau, const at::Tensor& ranges,
                              at::Tensor& gradX, at::Tensor& gradTheta)
{
    checkBackward(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
    return {gradX, gradTheta};
}

} // namespace
} // namespace leap::gate

TORCH_LIBRARY_IMPL(leap, Meta, m)
{
    m.impl("gate_fuse", TORCH_FN(leap::gate::forwardNew<leap::gate::forwardOutMeta>));
    m.impl("gate_fuse.out", TORCH_FN(leap::gate::forwardOutMeta));
    m.impl("_gate_fuse_backward", TORCH_FN(leap::gate::backwardNew<leap::gate::backwardOutMeta>));
    m.impl("_gate_fuse_backward.out", TORCH_FN(leap::gate::backwardOutMeta));
}

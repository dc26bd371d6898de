// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes and types without data, for tracing.
#include "core/gate/gate_checks.h"
#include "core/gate/gate_operators.h"

#include <ATen/ops/empty_like.h>
#include <torch/library.h>

namespace leap::gate {
namespace {

TensorPair forwardMeta(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                       int64_t /*seed*/, int64_t /*step*/)
{
    checkInputs(x, theta, tau, ranges);
    return {at::empty_like(x, at::MemoryFormat::Contiguous),
            at::empty_like(theta, at::MemoryFormat::Contiguous)};
}

TensorPairRef forwardOutMeta(const at::Tensor& x, const at::Tensor& theta, double tau,
                             const at::Tensor& ranges, int64_t /*seed*/, int64_t /*step*/, at::Tensor& fused,
                             at::Tensor& divergence)
{
    checkInputs(x, theta, tau, ranges);
    checkBuffer("fused", fused, "x", x);
    checkBuffer("divergence", divergence, "theta", theta);
    return {fused, divergence};
}

TensorPair backwardMeta(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                        const at::Tensor& theta, double tau, const at::Tensor& ranges)
{
    checkInputs(x, theta, tau, ranges);
    checkSame("gradient", gradient, "x", x);
    checkSame("fused", fused, "x", x);
    return {at::empty_like(x, at::MemoryFormat::Contiguous),
            at::empty_like(theta, at::MemoryFormat::Contiguous)};
}

TensorPairRef backwardOutMeta(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                              const at::Tensor& theta, double tau, const at::Tensor& ranges,
                              at::Tensor& gradX, at::Tensor& gradTheta)
{
    checkInputs(x, theta, tau, ranges);
    checkSame("gradient", gradient, "x", x);
    checkSame("fused", fused, "x", x);
    checkBuffer("grad_x", gradX, "x", x);
    checkBuffer("grad_theta", gradTheta, "theta", theta);
    return {gradX, gradTheta};
}

} // namespace
} // namespace leap::gate

TORCH_LIBRARY_IMPL(leap, Meta, m)
{
    m.impl("gate_fuse", TORCH_FN(leap::gate::forwardMeta));
    m.impl("gate_fuse.out", TORCH_FN(leap::gate::forwardOutMeta));
    m.impl("_gate_fuse_backward", TORCH_FN(leap::gate::backwardMeta));
    m.impl("_gate_fuse_backward.out", TORCH_FN(leap::gate::backwardOutMeta));
}

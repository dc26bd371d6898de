// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty_like.h>

#include <cstdint>
#include <tuple>

/// Typed handles of the registered operators, for this folder only. Others call gate_fuse.h.
namespace leap::gate {

using TensorPair = std::tuple<at::Tensor, at::Tensor>;
using TensorPairRef = std::tuple<at::Tensor&, at::Tensor&>;

using ForwardSignature = TensorPair(const at::Tensor& x, const at::Tensor& theta, double tau,
                                    const at::Tensor& ranges, int64_t seed, int64_t step);
using ForwardOutSignature = TensorPairRef(const at::Tensor& x, const at::Tensor& theta, double tau,
                                          const at::Tensor& ranges, int64_t seed, int64_t step,
                                          at::Tensor& fused, at::Tensor& divergence);
using BackwardSignature = TensorPair(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                                     const at::Tensor& theta, double tau, const at::Tensor& ranges);
using BackwardOutSignature = TensorPairRef(const at::Tensor& gradient, const at::Tensor& x,
                                           const at::Tensor& fused, const at::Tensor& theta, double tau,
                                           const at::Tensor& ranges, at::Tensor& gradX,
                                           at::Tensor& gradTheta);

using ForwardOperator = c10::TypedOperatorHandle<ForwardSignature>;
using ForwardOutOperator = c10::TypedOperatorHandle<ForwardOutSignature>;
using BackwardOperator = c10::TypedOperatorHandle<BackwardSignature>;
using BackwardOutOperator = c10::TypedOperatorHandle<BackwardOutSignature>;

const ForwardOperator& forwardOperator();
const ForwardOutOperator& forwardOutOperator();
const BackwardOperator& backwardOperator();
const BackwardOutOperator& backwardOutOperator();

/// The variants that return new tensors, built from a device's variants that write into given ones.
template <auto kForwardOut>
TensorPair forwardNew(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                      int64_t seed, int64_t step)
{
    at::Tensor fused = at::empty_like(x, at::MemoryFormat::Contiguous);
    at::Tensor divergence = at::empty_like(theta, at::MemoryFormat::Contiguous);
    kForwardOut(x, theta, tau, ranges, seed, step, fused, divergence);
    return {fused, divergence};
}

template <auto kBackwardOut>
TensorPair backwardNew(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                       const at::Tensor& theta, double tau, const at::Tensor& ranges)
{
    at::Tensor gradX = at::empty_like(x, at::MemoryFormat::Contiguous);
    at::Tensor gradTheta = at::empty_like(theta, at::MemoryFormat::Contiguous);
    kBackwardOut(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
    return {gradX, gradTheta};
}

} // namespace leap::gate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <tuple>

/// The gate operator (paper sections 3.2 and 3.3), registered with the Torch dispatcher as library "leap".
///
/// x~_i = g_i x_i + (1 - g_i) x'_i with g_i = sigmoid(theta_i / tau); x' is x with each field's columns
/// permuted over the batch by its own permutation (permutation.h); no gradient flows through it.
/// divergence_i = mean over the batch of the L2 norm of x_i - x'_i, not differentiable.
///
/// The functions below only call the dispatcher; the kernels are in cpu/, cuda/, meta/ and autograd/.
/// Shapes: B rows, D columns, F fields; field i owns the columns [ranges[i], ranges[i + 1]).
/// Results do not depend on the number of threads. All functions may be called from any thread.
/// Wrong arguments throw InputError with the expected and the actual value.
///
/// This is the operator's public interface. The product calls gate_fuse() only; the two functions on reused
/// buffers are for programs that run the operator in a loop without autograd, as the benchmarks do.
namespace leap {

/// @param x [B, D] float32 or float64, any strides
/// @param theta [F] same type and device as x
/// @param tau > 0
/// @param ranges [F + 1] int64 on the CPU: 0, then strictly increasing, then D
/// @param seed, step select, with the number of the field, its permutation
/// @return x~ [B, D] and divergence [F] (zero if the batch is empty)
[[nodiscard]] std::tuple<at::Tensor, at::Tensor> gate_fuse(const at::Tensor& x, const at::Tensor& theta,
                                                           double tau, const at::Tensor& ranges, int64_t seed,
                                                           int64_t step);

/// The same into reused buffers, outside of autograd: refuses inputs that require a gradient while gradients
/// are recorded.
/// @param fused [B, D] contiguous, no memory shared with x
/// @param divergence [F] contiguous
void gate_fuse_out(at::Tensor& fused, at::Tensor& divergence, const at::Tensor& x, const at::Tensor& theta,
                   double tau, const at::Tensor& ranges, int64_t seed, int64_t step);

/// The streaming backward pass, for callers that do without autograd.
/// dx = g_i dy and dtheta_i = (g_i / tau) sum_b <dy_b, x_b - x~_b>.
/// @param gradX [B, D] contiguous; may be `gradient` itself
/// @param gradTheta [F] contiguous, overwritten
/// @param gradient dy [B, D]
/// @param fused x~ as gate_fuse returned it for the same x, theta and tau
void gate_fuse_backward_out(at::Tensor& gradX, at::Tensor& gradTheta, const at::Tensor& gradient,
                            const at::Tensor& x, const at::Tensor& fused, const at::Tensor& theta, double tau,
                            const at::Tensor& ranges);

} // namespace leap

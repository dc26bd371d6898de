// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <tuple>

namespace leap::gate {

/// The permutation of one field's rows as a tensor [rows] of int64: row b takes the values of row result[b].
[[nodiscard]] at::Tensor permutationTensor(int64_t rows, int64_t seed, int64_t step, int64_t field);

/// gate_fuse as a plain composition of ATen operators, differentiated by Torch; the reference for every
/// kernel. Same arguments and results, slow, any device.
[[nodiscard]] std::tuple<at::Tensor, at::Tensor> gateFuseReference(const at::Tensor& x,
                                                                   const at::Tensor& theta, double tau,
                                                                   const at::Tensor& ranges, int64_t seed,
                                                                   int64_t step);

} // namespace leap::gate

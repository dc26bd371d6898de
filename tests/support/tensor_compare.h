// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/equal.h>

#include <algorithm>
#include <limits>

namespace leap::test {

/// Largest |a - b| relative to max(|b|'s largest element, 1): the measure of all comparisons with a
/// reference. Infinite where shapes differ or a number is missing.
inline double relativeDistance(const at::Tensor& a, const at::Tensor& b)
{
    if (a.sizes() != b.sizes())
        return std::numeric_limits<double>::infinity();
    if (a.numel() == 0)
        return 0;
    const at::Tensor expected = b.detach().to(at::kCPU, at::kDouble);
    const at::Tensor distance = (a.detach().to(at::kCPU, at::kDouble) - expected).abs();
    const double largest = distance.max().item<double>();
    if (!(largest >= 0)) // NaN
        return std::numeric_limits<double>::infinity();
    return largest / std::max(1.0, expected.abs().max().item<double>());
}

/// What rounding may cost a sum of a few thousand numbers near 1.
inline double tolerance(at::ScalarType type)
{
    return type == at::kDouble ? 1e-12 : 2e-5;
}

/// Equal to the last bit (no NaN inside).
inline bool sameBits(const at::Tensor& a, const at::Tensor& b)
{
    return a.sizes() == b.sizes() && a.scalar_type() == b.scalar_type() && at::equal(a, b);
}

} // namespace leap::test

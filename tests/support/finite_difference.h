// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty_like.h>

#include <cstdint>
#include <functional>

namespace leap::test {

using ScalarFunction = std::function<double(const at::Tensor&)>;

/// (f(at + h direction) - f(at - h direction)) / 2h in float64: the gradient's component along `direction`.
inline double directionalDifference(const ScalarFunction& f, const at::Tensor& at,
                                    const at::Tensor& direction, double h = 1e-5)
{
    return (f(at + direction * h) - f(at - direction * h)) / (2 * h);
}

/// The whole gradient by central differences, one element after the other; `at` float64, contiguous and
/// small.
inline at::Tensor centralDifferences(const ScalarFunction& f, const at::Tensor& at, double h = 1e-5)
{
    at::Tensor gradient = at::empty_like(at);
    for (int64_t i = 0; i < at.numel(); ++i) {
        at::Tensor up = at.clone();
        at::Tensor down = at.clone();
        up.view(-1)[i] += h;
        down.view(-1)[i] -= h;
        gradient.view(-1)[i] = (f(up) - f(down)) / (2 * h);
    }
    return gradient;
}

} // namespace leap::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include "core/base/random.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// Arguments of gate_fuse for tests, drawn from named streams of our own: equal in every run.
namespace leap::test {

inline constexpr double kTau = 0.2;

/// Widths of all kinds: single numbers, less than a vector, a vector, a vector and a bit, wider than a tile.
inline const std::vector<int64_t> kMixedWidths{1, 3, 8, 17, 256, 1, 8, 8, 5};

inline at::Tensor normalTensor(at::IntArrayRef shape, at::ScalarType type, std::string_view name)
{
    at::Tensor values = at::empty(shape, at::kDouble);
    const RandomStream stream(streamKey(7, name, static_cast<uint64_t>(values.numel())));
    double* begin = values.mutable_data_ptr<double>();
    for (int64_t i = 0; i < values.numel(); ++i)
        begin[i] = stream.normalAt(static_cast<uint64_t>(i));
    return values.to(type);
}

inline at::Tensor rangesOf(const std::vector<int64_t>& widths)
{
    std::vector<int64_t> bounds{0};
    for (const int64_t width : widths)
        bounds.push_back(bounds.back() + width);
    return at::tensor(bounds, at::kLong);
}

struct GateCase {
    at::Tensor x; ///< [B, D]
    at::Tensor theta; ///< [F]; gates spread over (0, 1)
    at::Tensor ranges; ///< [F + 1]
    at::Tensor gradient; ///< dy, [B, D]
    double tau = kTau;
    int64_t seed = 11;
    int64_t step = 3;
};

inline GateCase gateCase(int64_t rows, const std::vector<int64_t>& widths, at::ScalarType type = at::kDouble)
{
    const at::Tensor ranges = rangesOf(widths);
    const int64_t columns = ranges[-1].item<int64_t>();
    const auto fields = static_cast<int64_t>(widths.size());
    return {.x = normalTensor({rows, columns}, type, "x"),
            .theta = normalTensor({fields}, type, "theta") * 0.3,
            .ranges = ranges,
            .gradient = normalTensor({rows, columns}, type, "gradient")};
}

} // namespace leap::test

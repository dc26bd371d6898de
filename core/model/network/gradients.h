// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace leap {

/// @param gradient of the result @return one gradient per source; zero for a source that the result does not
/// depend on: a head may leave parameters aside, even its rows, and BatchNorm a bias
[[nodiscard]] std::vector<at::Tensor>
gradientsOf(const at::Tensor& result, const std::vector<at::Tensor>& sources, const at::Tensor& gradient);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/gradients.h"

#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/autograd.h>

#include <cstddef>
#include <optional>

namespace leap {

std::vector<at::Tensor> gradientsOf(const at::Tensor& result, const std::vector<at::Tensor>& sources,
                                    const at::Tensor& gradient)
{
    std::vector<at::Tensor> gradients(sources.size());
    if (result.requires_grad() && !sources.empty())
        gradients =
            torch::autograd::grad({result}, sources, {gradient}, std::nullopt, false, /*allow_unused=*/true);
    for (size_t i = 0; i < sources.size(); ++i) {
        if (!gradients[i].defined())
            gradients[i] = at::zeros_like(sources[i]);
    }
    return gradients;
}

} // namespace leap

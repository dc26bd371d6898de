// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/reference/gate_fuse_reference.h"

#include "core/gate/permutation.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>

#include <vector>

namespace leap::gate {

at::Tensor permutationTensor(int64_t rows, int64_t seed, int64_t step, int64_t field)
{
    at::Tensor permutation = at::empty({rows}, at::kLong);
    drawPermutation(permutation.mutable_data_ptr<int64_t>(), rows,
                    permutationFieldKey(permutationStepKey(seed, step), field));
    return permutation;
}

std::tuple<at::Tensor, at::Tensor> gateFuseReference(const at::Tensor& x, const at::Tensor& theta, double tau,
                                                     const at::Tensor& ranges, int64_t seed, int64_t step)
{
    std::vector<at::Tensor> fused;
    std::vector<at::Tensor> divergence;
    for (int64_t field = 0; field < theta.size(0); ++field) {
        const int64_t begin = ranges[field].item<int64_t>();
        const int64_t end = ranges[field + 1].item<int64_t>();
        const at::Tensor own = x.slice(1, begin, end);
        const at::Tensor rows = permutationTensor(x.size(0), seed, step, field).to(x.device());
        const at::Tensor replacement = own.detach().index_select(0, rows);
        const at::Tensor z = theta[field] / tau;
        fused.push_back(at::sigmoid(z) * own + at::sigmoid(-z) * replacement);
        divergence.push_back((own.detach() - replacement).norm(2, 1).mean());
    }
    if (fused.empty())
        return {x.clone(), at::zeros_like(theta)};
    at::Tensor means = at::stack(divergence);
    return {at::cat(fused, 1), x.size(0) == 0 ? at::zeros_like(means) : means};
}

} // namespace leap::gate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/cpu/kernels.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_checks.h"
#include "core/gate/gate_math.h"
#include "core/gate/gate_operators.h"
#include "core/gate/permutation.h"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

#include <algorithm>
#include <vector>

namespace leap::gate {
namespace {

/// Cost of drawing a field's permutation, in units of fusing one column.
constexpr int64_t kPermutationCost = 4;

template <class T> std::vector<T> replaceWeights(const at::Tensor& theta, double tau)
{
    const at::Tensor values = theta.contiguous();
    const T* begin = values.const_data_ptr<T>();
    std::vector<T> weights(static_cast<size_t>(values.numel()));
    std::transform(begin, begin + values.numel(), weights.begin(),
                   [tau](T one) { return gateWeights(one, tau).replace; });
    return weights;
}

/// Cuts the fields into `parts` runs of about equal cost. The cuts do not affect results.
std::vector<int64_t> cutFields(const int64_t* ranges, int64_t fields, int64_t parts)
{
    const int64_t cost = ranges[fields] + kPermutationCost * fields;
    std::vector<int64_t> cuts{0};
    for (int64_t field = 0; field < fields; ++field) {
        const int64_t done = ranges[field + 1] + kPermutationCost * (field + 1);
        if (done * parts >= cost * static_cast<int64_t>(cuts.size()))
            cuts.push_back(field + 1);
    }
    return cuts;
}

template <class T> void fuseAll(const ForwardJob<T>& job, int64_t fields)
{
    const int64_t elements = job.rows * (job.columns + kPermutationCost * fields);
    const int64_t worthwhile = at::divup(elements, kThreadElements);
    const int64_t parts = std::min({static_cast<int64_t>(at::get_num_threads()), worthwhile, fields});
    const std::vector<int64_t> cuts = cutFields(job.ranges, fields, parts);
    at::parallel_for(0, static_cast<int64_t>(cuts.size()) - 1, 1, [&](int64_t begin, int64_t end) {
        noteSimdTarget(runForward(job, cuts[static_cast<size_t>(begin)], cuts[static_cast<size_t>(end)]));
    });
}

TensorPairRef forwardOut(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                         int64_t seed, int64_t step, at::Tensor& fused, at::Tensor& divergence)
{
    checkForward(x, theta, tau, ranges, fused, divergence);
    const at::Tensor rows = x.contiguous();
    const at::Tensor bounds = ranges.contiguous();
    const int64_t fields = theta.size(0);
    if (x.size(0) == 0 || fields == 0) {
        divergence.zero_();
        return {fused, divergence};
    }
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "gate_fuse", [&] {
        const std::vector<scalar_t> replace = replaceWeights<scalar_t>(theta, tau);
        fuseAll<scalar_t>({.x = rows.const_data_ptr<scalar_t>(),
                           .fused = fused.mutable_data_ptr<scalar_t>(),
                           .divergence = divergence.mutable_data_ptr<scalar_t>(),
                           .replaceWeights = replace.data(),
                           .ranges = bounds.const_data_ptr<int64_t>(),
                           .rows = x.size(0),
                           .columns = x.size(1),
                           .stepKey = permutationStepKey(seed, step)},
                          fields);
    });
    return {fused, divergence};
}

} // namespace
} // namespace leap::gate

TORCH_LIBRARY_IMPL(leap, CPU, m)
{
    m.impl("gate_fuse", TORCH_FN(leap::gate::forwardNew<leap::gate::forwardOut>));
    m.impl("gate_fuse.out", TORCH_FN(leap::gate::forwardOut));
}

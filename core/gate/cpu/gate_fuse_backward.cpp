// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/cpu/kernels.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_checks.h"
#include "core/gate/gate_math.h"
#include "core/gate/gate_operators.h"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

#include <algorithm>
#include <vector>

namespace leap::gate {
namespace {

/// Rows per partial sum of dtheta. Depends only on the batch, so that sums do not depend on the threads; at
/// most 256 partial sums per field.
int64_t blockRows(int64_t rows)
{
    return std::max<int64_t>(64, at::divup(rows, 256));
}

/// @return sum_b <dy_b, x_b - x~_b> for each field
template <class T> std::vector<double> streamAll(const BackwardJob<T>& job, int64_t rows)
{
    const int64_t block = blockRows(rows);
    const int64_t blocks = at::divup(rows, block);
    std::vector<double> partialSums(static_cast<size_t>(blocks * job.fields));
    const int64_t grain = std::max<int64_t>(1, kThreadElements / (block * job.columns));
    at::parallel_for(0, blocks, grain, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i)
            noteSimdTarget(runBackward(job, i * block, std::min(rows, (i + 1) * block),
                                       partialSums.data() + i * job.fields));
    });
    std::vector<double> sums(static_cast<size_t>(job.fields));
    for (size_t i = 0; i < partialSums.size(); ++i)
        sums[i % sums.size()] += partialSums[i];
    return sums;
}

template <class T>
void backwardTyped(BackwardJob<T> job, int64_t rows, const T* theta, double tau, T* gradTheta)
{
    std::vector<T> keep(static_cast<size_t>(job.fields));
    std::transform(theta, theta + job.fields, keep.begin(),
                   [tau](T one) { return gateWeights(one, tau).keep; });
    job.keepWeights = keep.data();
    const std::vector<double> sums = streamAll(job, rows);
    for (size_t field = 0; field < sums.size(); ++field)
        gradTheta[field] = static_cast<T>(thetaScale(theta[field], tau) * sums[field]);
}

TensorPairRef backwardOut(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                          const at::Tensor& theta, double tau, const at::Tensor& ranges, at::Tensor& gradX,
                          at::Tensor& gradTheta)
{
    checkBackward(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
    const at::Tensor dy = gradient.contiguous();
    const at::Tensor own = x.contiguous();
    const at::Tensor mixed = fused.contiguous();
    const at::Tensor gates = theta.contiguous();
    const at::Tensor bounds = ranges.contiguous();
    if (x.numel() == 0) {
        gradTheta.zero_();
        return {gradX, gradTheta};
    }
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "gate_fuse_backward", [&] {
        backwardTyped<scalar_t>({.gradient = dy.const_data_ptr<scalar_t>(),
                                 .x = own.const_data_ptr<scalar_t>(),
                                 .fused = mixed.const_data_ptr<scalar_t>(),
                                 .gradX = gradX.mutable_data_ptr<scalar_t>(),
                                 .keepWeights = nullptr,
                                 .ranges = bounds.const_data_ptr<int64_t>(),
                                 .fields = theta.size(0),
                                 .columns = x.size(1),
                                 .gradientColumns = x.size(1)},
                                x.size(0), gates.const_data_ptr<scalar_t>(), tau,
                                gradTheta.mutable_data_ptr<scalar_t>());
    });
    return {gradX, gradTheta};
}

} // namespace
} // namespace leap::gate

TORCH_LIBRARY_IMPL(leap, CPU, m)
{
    m.impl("_gate_fuse_backward", TORCH_FN(leap::gate::backwardNew<leap::gate::backwardOut>));
    m.impl("_gate_fuse_backward.out", TORCH_FN(leap::gate::backwardOut));
}

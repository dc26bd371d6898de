// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gate/cuda/block_sum.cuh"
#include "core/gate/gate_math.h"

namespace leap::gate::cuda {

/// Grid: [fields, rowBlocks(rows)] blocks of kBlockThreads.
template <class T> __global__ void streamRows(BackwardLaunch<T> job)
{
    using Formula = GateFormula<ScalarOps<T>>;
    const int64_t field = blockIdx.x;
    const int64_t begin = job.ranges[field];
    const int64_t width = job.ranges[field + 1] - begin;
    const T keepWeight = gateWeights(job.theta[field], job.tau).keep;
    const int team = threadsPerRow(width);
    const RowRange rows = blockRows(job.rows);
    T sum = 0;
    for (int64_t row = rows.first + threadIdx.x / team; row < rows.last; row += kBlockThreads / team) {
        for (int64_t column = threadIdx.x % team; column < width; column += team) {
            const int64_t at = row * job.columns + begin + column;
            const T gradient = job.gradient[at];
            sum = Formula::addThetaTerm(sum, gradient, job.x[at], job.fused[at]);
            job.gradX[at] = Formula::gradX(gradient, keepWeight);
        }
    }
    const double total = blockSum(static_cast<double>(sum));
    if (threadIdx.x == 0)
        job.partialSums[blockIdx.y * job.fields + field] = total;
}

/// Grid: enough blocks of kBlockThreads for one thread per field.
template <class T> __global__ void finishBackward(BackwardLaunch<T> job)
{
    const int64_t field = static_cast<int64_t>(blockIdx.x) * kBlockThreads + threadIdx.x;
    if (field < job.fields)
        job.gradTheta[field] = static_cast<T>(thetaScale(job.theta[field], job.tau)
                                              * fieldSum(job.partialSums, field, job.fields, job.rows));
}

} // namespace leap::gate::cuda

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gate/cuda/block_sum.cuh"
#include "core/gate/gate_math.h"
#include "core/gate/permutation.h"

namespace leap::gate::cuda {

/// Rows whose targets are drawn together.
inline constexpr int kDrawRows = 256;
/// Indices that fit a block's shared memory (32 KiB); longer permutations are shuffled in global memory.
template <class Index> inline constexpr int64_t kSharedRows = 32768 / sizeof(Index);

/// Grid: one block of one warp per field. The generator's lanes share the draws; the shuffle itself is a
/// chain of dependent steps done by one thread, so fields, not rows, fill the device.
template <class Index> __global__ void drawPermutations(Index* permutations, int64_t rows, uint64_t stepKey)
{
    __shared__ uint32_t targets[kDrawRows];
    __shared__ Index cache[kSharedRows<Index>];
    const uint64_t fieldKey = permutationFieldKey(stepKey, blockIdx.x);
    Index* const permutation = permutations + static_cast<int64_t>(blockIdx.x) * rows;
    Index* const shuffled = rows <= kSharedRows<Index> ? cache : permutation;
    LaneGenerator lane{};
    if (threadIdx.x < kLanes)
        lane = laneGenerator(fieldKey, static_cast<int>(threadIdx.x));
    for (int64_t first = 0; first < rows; first += kDrawRows) {
        if (threadIdx.x < kLanes)
            for (unsigned i = threadIdx.x; i < kDrawRows; i += kLanes)
                targets[i] = uniformUpTo(lane.next(), static_cast<uint32_t>(first) + i, fieldKey);
        __syncthreads();
        if (threadIdx.x == 0)
            for (int64_t i = 0; i < kDrawRows && first + i < rows; ++i)
                insertRow(shuffled, static_cast<uint32_t>(first + i), targets[i]);
        __syncthreads();
    }
    if (shuffled == cache)
        for (int64_t row = threadIdx.x; row < rows; row += kWarpThreads)
            permutation[row] = cache[row];
}

/// Grid: [fields, rowBlocks(rows)] blocks of kBlockThreads.
template <class T, class Index> __global__ void fuseRows(ForwardLaunch<T, Index> job)
{
    using Formula = GateFormula<ScalarOps<T>>;
    const int64_t field = blockIdx.x;
    const int64_t begin = job.ranges[field];
    const int64_t width = job.ranges[field + 1] - begin;
    const T replaceWeight = gateWeights(job.theta[field], job.tau).replace;
    const Index* const permutation = job.permutations + field * job.rows;
    const int team = threadsPerRow(width);
    const RowRange rows = blockRows(job.rows);
    double norms = 0;
    for (int64_t first = rows.first; first < rows.last; first += kBlockThreads / team) {
        const int64_t row = first + threadIdx.x / team;
        T squares = 0;
        if (row < rows.last) {
            const T* const x = job.x + row * job.columns + begin;
            const T* const replacement = job.x + static_cast<int64_t>(permutation[row]) * job.columns + begin;
            T* const fused = job.fused + row * job.columns + begin;
            for (int64_t column = threadIdx.x % team; column < width; column += team) {
                const T difference = Formula::difference(x[column], replacement[column]);
                fused[column] = Formula::fuse(x[column], difference, replaceWeight);
                squares = Formula::addSquare(squares, difference);
            }
        }
        for (int step = team / 2; step > 0; step /= 2)
            squares += __shfl_xor_sync(0xFFFFFFFFu, squares, step);
        if (threadIdx.x % team == 0)
            norms += static_cast<double>(std::sqrt(squares));
    }
    const double sum = blockSum(norms);
    if (threadIdx.x == 0)
        job.partialSums[blockIdx.y * job.fields + field] = sum;
}

/// Grid: enough blocks of kBlockThreads for one thread per field.
template <class T, class Index> __global__ void finishForward(ForwardLaunch<T, Index> job)
{
    const int64_t field = static_cast<int64_t>(blockIdx.x) * kBlockThreads + threadIdx.x;
    if (field < job.fields)
        job.divergence[field] = static_cast<T>(fieldSum(job.partialSums, field, job.fields, job.rows)
                                               / static_cast<double>(job.rows));
}

} // namespace leap::gate::cuda

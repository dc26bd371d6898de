// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gate/cuda/launch.h"

namespace leap::gate::cuda {

/// Rows of one block in a field's grid: [first, last).
struct RowRange {
    int64_t first;
    int64_t last;
};

__device__ inline RowRange blockRows(int64_t rows)
{
    const int64_t count = rowsPerBlock(rows);
    const int64_t first = blockIdx.y * count;
    return {first, first + count < rows ? first + count : rows};
}

/// Threads that share one row of a field: a power of two, at most a warp and less than twice the number of
/// columns.
__device__ inline int threadsPerRow(int64_t width)
{
    int threads = 1;
    while (threads < width && threads < kWarpThreads)
        threads *= 2;
    return threads;
}

/// Sum over the block's threads in a fixed order; valid in thread 0. Every thread of the block must call it,
/// once.
__device__ inline double blockSum(double mine)
{
    __shared__ double parts[kBlockThreads];
    parts[threadIdx.x] = mine;
    __syncthreads();
    for (unsigned half = kBlockThreads / 2; half > 0; half /= 2) {
        if (threadIdx.x < half)
            parts[threadIdx.x] += parts[threadIdx.x + half];
        __syncthreads();
    }
    return parts[0];
}

/// The row blocks' sums of one field, added in their order.
__device__ inline double fieldSum(const double* partialSums, int64_t field, int64_t fields, int64_t rows)
{
    double sum = 0;
    for (int64_t block = 0; block < rowBlocks(rows); ++block)
        sum += partialSums[block * fields + field];
    return sum;
}

} // namespace leap::gate::cuda

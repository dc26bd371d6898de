// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gate/cuda/block_sum.cuh"
#include "core/model/table/lazy_rows.h"

namespace leap::lazy_rows::cuda {

using gate::cuda::kBlockThreads;
using gate::cuda::kWarpThreads;
inline constexpr int kBlockWarps = kBlockThreads / kWarpThreads;

/// Grid: blocks of kBlockThreads for one thread per named row and column.
__global__ inline void catchUpColumns(CatchUp job)
{
    const int64_t thread = static_cast<int64_t>(blockIdx.x) * kBlockThreads + threadIdx.x;
    const int64_t place = thread / job.table.width;
    if (place < job.named.count && job.named.isFirst(place))
        catchUp(job, job.named.row[place], thread % job.table.width);
}

/// After it: every column has read where its row stood. Grid: one thread per named row.
__global__ inline void markCaughtUp(CatchUp job)
{
    const int64_t place = static_cast<int64_t>(blockIdx.x) * kBlockThreads + threadIdx.x;
    if (place < job.named.count && job.named.isFirst(place))
        markCatchUp(job, job.named.row[place]);
}

/// A warp per named row and 32 columns; its lanes share the row's occurrences and add their sums in a fixed
/// order. Grid: [warps for all named rows, width / 32] blocks of kBlockThreads.
__global__ inline void stepColumns(Step job)
{
    const int64_t place = static_cast<int64_t>(blockIdx.x) * kBlockWarps + threadIdx.x / kWarpThreads;
    if (place >= job.named.count || !job.named.isFirst(place))
        return;
    const int64_t row = job.named.row[place];
    const int lane = threadIdx.x % kWarpThreads;
    const int team = gate::cuda::threadsPerRow(job.table.width);
    const int64_t column = static_cast<int64_t>(blockIdx.y) * kWarpThreads + lane % team;
    const bool isThere = column < job.table.width;
    float sum = 0;
    for (int64_t at = place + lane / team; at < job.named.count && job.named.row[at] == row;
         at += kWarpThreads / team)
        sum += isThere ? job.gradients[job.order[at] * job.table.width + column] : 0.0F;
    for (int mask = team; mask < kWarpThreads; mask *= 2)
        sum += __shfl_xor_sync(0xFFFFFFFFU, sum, mask);
    if (lane < team && isThere)
        step(job, row, column, sum);
    if (lane == 0 && blockIdx.y == 0)
        markStep(job, row);
}

} // namespace leap::lazy_rows::cuda

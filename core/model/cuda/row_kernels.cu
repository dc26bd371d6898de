// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/cuda/row_kernels.cuh"
#include "core/model/cuda/row_launch.h"

namespace leap::lazy_rows::cuda {
namespace {

unsigned blocksFor(int64_t threads, int64_t blockThreads)
{
    return static_cast<unsigned>((threads + blockThreads - 1) / blockThreads);
}

const char* lastError()
{
    const cudaError_t error = cudaGetLastError();
    return error == cudaSuccess ? nullptr : cudaGetErrorString(error);
}

} // namespace

const char* launchCatchUp(const CatchUp& job, CUstream_st* stream)
{
    const unsigned columnBlocks = blocksFor(job.named.count * job.table.width, kBlockThreads);
    catchUpColumns<<<columnBlocks, kBlockThreads, 0, stream>>>(job);
    markCaughtUp<<<blocksFor(job.named.count, kBlockThreads), kBlockThreads, 0, stream>>>(job);
    return lastError();
}

const char* launchStep(const Step& job, CUstream_st* stream)
{
    const dim3 grid(blocksFor(job.named.count, kBlockWarps), blocksFor(job.table.width, kWarpThreads));
    stepColumns<<<grid, kBlockThreads, 0, stream>>>(job);
    return lastError();
}

} // namespace leap::lazy_rows::cuda

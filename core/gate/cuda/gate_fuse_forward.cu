// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/cuda/forward_kernels.cuh"

namespace leap::gate::cuda {

template <class T, class Index>
const char* launchForward(const ForwardLaunch<T, Index>& launch, CUstream_st* stream)
{
    const auto fields = static_cast<unsigned>(launch.fields);
    const auto blocks = static_cast<unsigned>(rowBlocks(launch.rows));
    drawPermutations<<<fields, kWarpThreads, 0, stream>>>(launch.permutations, launch.rows, launch.stepKey);
    fuseRows<<<dim3(fields, blocks), kBlockThreads, 0, stream>>>(launch);
    finishForward<<<(fields + kBlockThreads - 1) / kBlockThreads, kBlockThreads, 0, stream>>>(launch);
    const cudaError_t error = cudaGetLastError();
    return error == cudaSuccess ? nullptr : cudaGetErrorString(error);
}

template const char* launchForward(const ForwardLaunch<float, uint16_t>& launch, CUstream_st* stream);
template const char* launchForward(const ForwardLaunch<float, uint32_t>& launch, CUstream_st* stream);
template const char* launchForward(const ForwardLaunch<double, uint16_t>& launch, CUstream_st* stream);
template const char* launchForward(const ForwardLaunch<double, uint32_t>& launch, CUstream_st* stream);

} // namespace leap::gate::cuda

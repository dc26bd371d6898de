// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/cuda/backward_kernels.cuh"

namespace leap::gate::cuda {

template <class T> const char* launchBackward(const BackwardLaunch<T>& launch, CUstream_st* stream)
{
    const auto fields = static_cast<unsigned>(launch.fields);
    const auto blocks = static_cast<unsigned>(rowBlocks(launch.rows));
    streamRows<<<dim3(fields, blocks), kBlockThreads, 0, stream>>>(launch);
    finishBackward<<<(fields + kBlockThreads - 1) / kBlockThreads, kBlockThreads, 0, stream>>>(launch);
    const cudaError_t error = cudaGetLastError();
    return error == cudaSuccess ? nullptr : cudaGetErrorString(error);
}

template const char* launchBackward(const BackwardLaunch<float>& launch, CUstream_st* stream);
template const char* launchBackward(const BackwardLaunch<double>& launch, CUstream_st* stream);

} // namespace leap::gate::cuda

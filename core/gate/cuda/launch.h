// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

struct CUstream_st;

/// The CUDA kernels as functions on raw device pointers: neither Torch nor the CUDA headers are needed to
/// call them. All matrices are row-major and contiguous, [rows, columns]; rows, columns and fields are > 0.
namespace leap::gate::cuda {

/// Threads per block of the kernels that fuse or stream rows.
inline constexpr int kBlockThreads = 256;
inline constexpr int kWarpThreads = 32;
/// Blocks that share the rows of a field; their sums are added in a fixed order.
inline constexpr int64_t kMaxRowBlocks = 256;

/// Row blocks of a batch. Depends only on the number of rows, so that sums do not depend on the device.
[[nodiscard]] constexpr int64_t rowBlocks(int64_t rows)
{
    const int64_t wanted = (rows + 63) / 64;
    return wanted < kMaxRowBlocks ? wanted : kMaxRowBlocks;
}

[[nodiscard]] constexpr int64_t rowsPerBlock(int64_t rows)
{
    return (rows + rowBlocks(rows) - 1) / rowBlocks(rows);
}

template <class T, class Index> struct ForwardLaunch {
    const T* x; ///< [rows, columns]
    const T* theta; ///< [fields]
    double tau;
    const int64_t* ranges; ///< [fields + 1]
    T* fused; ///< [rows, columns]
    T* divergence; ///< [fields]
    Index* permutations; ///< scratch, [fields, rows]
    double* partialSums; ///< scratch, [rowBlocks(rows), fields]
    int64_t rows;
    int64_t columns;
    int64_t fields;
    uint64_t stepKey; ///< permutationStepKey()
};

template <class T> struct BackwardLaunch {
    const T* gradient; ///< [rows, columns]
    const T* x; ///< [rows, columns]
    const T* fused; ///< [rows, columns]
    const T* theta; ///< [fields]
    double tau;
    const int64_t* ranges; ///< [fields + 1]
    T* gradX; ///< [rows, columns]; may be `gradient` itself
    T* gradTheta; ///< [fields]
    double* partialSums; ///< scratch, [rowBlocks(rows), fields]
    int64_t rows;
    int64_t columns;
    int64_t fields;
};

/// Queues the kernels on `stream`. Index is uint16_t up to kMaxRows16 rows, else uint32_t.
/// @return nullptr, or the text of the CUDA error
template <class T, class Index>
[[nodiscard]] const char* launchForward(const ForwardLaunch<T, Index>& launch, CUstream_st* stream);
template <class T>
[[nodiscard]] const char* launchBackward(const BackwardLaunch<T>& launch, CUstream_st* stream);

} // namespace leap::gate::cuda

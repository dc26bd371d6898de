// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The SIMD kernels, on raw pointers: no Torch here, so that each SIMD target compiles in seconds.
/// All matrices are row-major and contiguous, [rows, columns]; `ranges` is [fields + 1].
namespace leap::gate {

/// Elements that justify another thread.
inline constexpr int64_t kThreadElements = 32768;

template <class T> struct ForwardJob {
    const T* x; ///< [rows, columns]
    T* fused; ///< [rows, columns], no overlap with x
    T* divergence; ///< [fields]
    const T* replaceWeights; ///< 1 - g, [fields]
    const int64_t* ranges;
    int64_t rows; ///< > 0
    int64_t columns;
    uint64_t stepKey; ///< permutationStepKey()
};

/// Fuses the fields [firstField, lastField) and measures their divergence. Threads may split the fields in
/// any way: the results of a field do not depend on its neighbours.
/// @return the HWY_TARGET that ran
int64_t runForward(const ForwardJob<float>& job, int64_t firstField, int64_t lastField);
int64_t runForward(const ForwardJob<double>& job, int64_t firstField, int64_t lastField);

template <class T> struct BackwardJob {
    const T* gradient; ///< dy, [rows, gradientColumns]
    const T* x; ///< [rows, columns]
    const T* fused; ///< [rows, columns]
    T* gradX; ///< [rows, gradientColumns]; may be `gradient` itself
    const T* keepWeights; ///< g, [fields]
    const int64_t* ranges;
    int64_t fields;
    int64_t columns;
    int64_t gradientColumns;
};

/// Computes gradX of the rows [firstRow, lastRow) and their part of each field's sum_b <dy_b, x_b - x~_b>.
/// @param partialSums [fields], overwritten
/// @return the HWY_TARGET that ran
int64_t runBackward(const BackwardJob<float>& job, int64_t firstRow, int64_t lastRow, double* partialSums);
int64_t runBackward(const BackwardJob<double>& job, int64_t firstRow, int64_t lastRow, double* partialSums);

} // namespace leap::gate

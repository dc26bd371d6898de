// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"

#include <cstddef>
#include <cstdint>

/// SIMD kernels behind DenseAdam and EmbeddingTable; chosen at run time for the machine's best instruction
/// set.
namespace leap::adam {

struct DenseArrays {
    float* parameters;
    float* moment1;
    float* moment2;
    const float* gradient;
    size_t size;
};
void denseStep(const DenseArrays& arrays, const AdamHyper& hyper, const AdamFactors& factors);

/// A table's rows in memory. One record per row: parameter [width], moment1 [width], sqrt(moment2) [width],
/// RowHistory.
///
/// The root of the second moment is kept in place of the moment itself: without gradient it shrinks by
/// sqrt(beta2) a step, and a stretch of steps may then be replayed in any number of pieces with the same
/// result, bit for bit.
struct TableRows {
    float* records;
    int64_t stride; ///< floats from one record to the next
    int width;
};

/// What a row has been through.
struct RowHistory {
    uint32_t lastGradient; ///< step of its last gradient; 0 = none yet
    uint32_t
        replayed; ///< steps without gradient done since then; restAfter() = at rest, nothing moves any more
};

/// Replays, for every id, the steps without gradient that its row has missed up to clock.steps().
void catchUp(const TableRows& table, const AdamClock& clock, const int32_t* ids, int64_t idStride,
             int64_t count);

/// Copies the rows' parameters: row ids[i * idStride] to out + i * outStride.
void gather(const TableRows& table, const int32_t* ids, int64_t idStride, int64_t count, float* out,
            int64_t outStride);

/// The gradients of one step, summed by row.
struct RowSums {
    float* sums; ///< [distinct rows][width]
    int32_t* ids; ///< [distinct rows]
    int64_t count = 0; ///< distinct rows so far
};
/// Adds scale x gradient[i * gradientStride ...] to the sum of row ids[i * idStride]. The rows must have been
/// caught up with the step before clock.steps(), whose gradients these are; applySums must follow before
/// anything else.
void addToSums(const TableRows& table, const AdamClock& clock, const int32_t* ids, int64_t idStride,
               int64_t count, const float* gradient, int64_t gradientStride, float scale, RowSums& sums);

/// Adam's step clock.steps() on the rows that have a sum.
void applySums(const TableRows& table, const AdamClock& clock, const RowSums& sums);

} // namespace leap::adam

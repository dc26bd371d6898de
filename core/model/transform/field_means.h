// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transform/row_transform.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// The mean of each column over the rows. @param mean [>= columns], overwritten
void columnMeans(const HostRows& x, int64_t columns, std::span<float> mean);

/// sum over one row's columns [begin, end) of (a - b)^2, square root.
[[nodiscard]] float distance(const float* a, const float* b, int64_t begin, int64_t end);

/// Adds up one figure per row and field, mean over the rows in the end: body(row) fills [F] doubles by
/// adding. The sums are taken block of rows by block of rows, so that threads change no number.
class FieldSums {
public:
    explicit FieldSums(size_t fields)
        : m_fields(fields)
    {
    }
    void begin(int64_t rows);
    /// [F] of one block; each block belongs to one thread.
    [[nodiscard]] std::span<double> block(int64_t index)
    {
        return {m_sums.data() + static_cast<size_t>(index) * m_fields, m_fields};
    }
    /// out[i] = factor_i x (sum over all blocks); @param factor the same for all fields
    void finish(double factor, std::span<float> out) const;

private:
    size_t m_fields;
    std::vector<double> m_sums; ///< [blocks, F]
};

} // namespace leap

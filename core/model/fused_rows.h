// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch.h"
#include "core/model/aligned_vector.h"
#include "core/model/field_embedding.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// The concatenated rows x as the fused tower wants them: stride tower::rowStride(D), zero behind the
/// columns, tables read and updated on several threads (which changes no number). Dropped fields read zero,
/// and their tables are neither read nor updated. Not thread-safe.
class FusedRows {
public:
    /// @param embedding must outlive this @param keep [F], 0 = dropped; empty: all are kept
    FusedRows(FieldEmbedding& embedding, std::span<const uint8_t> keep);

    [[nodiscard]] int64_t stride() const { return m_stride; }
    /// x of the batch, valid until the next call. @throws FailureError when the batch does not fit the layout
    [[nodiscard]] const float* read(const Batch& batch);

    /// Nothing learns behind the gradient of x: there are only dense columns, or dropped fields.
    [[nodiscard]] bool learns() const { return !m_tables.empty(); }
    /// One Adam step of the tables. @param gradient of x, [rows, stride()]
    void applyGradient(const Batch& batch, const float* gradient);
    /// The columns between the first and the last that a table behind them learns from.
    struct Columns {
        int64_t first;
        int64_t last; ///< one behind
    };
    [[nodiscard]] Columns learntColumns() const { return m_learnt; }
    /// [padded(D)] 1, or 0 for a dropped field's columns
    [[nodiscard]] const float* columnMask() const { return m_mask.data(); }

private:
    /// body(first table, last table) over all kept tables, in runs of neighbours.
    template <class Body> void overTables(int64_t rows, int64_t workOfColumn, const Body& body) const;

    FieldEmbedding& m_embedding;
    int64_t m_stride;
    std::vector<size_t> m_tables; ///< that are not wholly dropped
    int64_t m_tableColumns = 0; ///< of them
    Columns m_learnt{0, 0};
    std::vector<Columns> m_dropped; ///< columns that are read and then set to zero
    AlignedVector<float> m_mask;
    AlignedVector<float> m_x;
};

} // namespace leap

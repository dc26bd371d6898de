// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/model/table/aligned_vector.h"
#include "core/model/table/field_embedding.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace leap {

/// The concatenated rows x as the fused tower wants them: stride tower::rowStride(D), zero behind the
/// columns, tables read and updated on several threads (which changes no number). Dropped fields read zero,
/// and their tables are neither read nor updated. Not thread-safe.
class FusedRows {
public:
    /// What a column of a table row costs to update, in multiply-adds: mostly waiting for the memory.
    static constexpr int64_t kApplyWork = 60;

    /// @param embedding must outlive this @param keep [F], 0 = dropped; empty: all are kept
    FusedRows(FieldEmbedding& embedding, std::span<const uint8_t> keep);

    [[nodiscard]] int64_t stride() const { return m_stride; }
    /// x of the batch, valid until the next call. @throws FailureError when the batch does not fit the layout
    [[nodiscard]] const float* read(const Batch& batch);

    /// Nothing learns behind the gradient of x: there are only dense columns, or dropped fields.
    [[nodiscard]] bool learns() const { return !m_tables.empty(); }
    /// One Adam step of the tables. @param gradient of x, [rows, stride()]
    void applyGradient(const Batch& batch, const float* gradient);
    struct Columns {
        int64_t first;
        int64_t last; ///< one behind
    };
    /// The same in parts: advance(), then the tables of some columns (whole inputs), on any thread.
    void advance() { m_embedding.advance(); }
    [[nodiscard]] bool learnsIn(Columns columns) const;
    /// @param gradient [rows, stride], from columns.first on
    void applyTile(const Batch& batch, Columns columns, const float* gradient, int64_t stride);
    /// [padded(D)] 1, or 0 for a dropped field's columns
    [[nodiscard]] const float* columnMask() const { return m_mask.data(); }

private:
    /// body(first table, last table) over all kept tables, in runs of neighbours.
    template <class Body> void overTables(int64_t rows, int64_t workOfColumn, const Body& body) const;

    FieldEmbedding& m_embedding;
    int64_t m_stride;
    /// Those of m_tables that begin in these columns, as indices: [first, second).
    [[nodiscard]] std::pair<size_t, size_t> tablesIn(Columns columns) const;

    std::vector<size_t> m_tables; ///< that are not wholly dropped
    std::vector<int64_t> m_starts; ///< their first columns
    int64_t m_tableColumns = 0; ///< of them
    std::vector<Columns> m_dropped; ///< columns that are read and then set to zero
    AlignedVector<float> m_mask;
    AlignedVector<float> m_x;
};

} // namespace leap

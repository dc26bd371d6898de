// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/model/fused/field_addends.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/table/aligned_vector.h"
#include "core/model/table/field_embedding.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Predictions of a batch in which one field is mixed with other rows: FieldAddends over rows that are read
/// from tables and given values, field by field. Not thread-safe.
class FusedShuffle {
public:
    /// @param embedding, tower, rows outlive this and do not change while it is used
    FusedShuffle(FieldEmbedding& embedding, FusedTower& tower, const Batch& rows);

    void choose(int64_t field);
    /// See FieldAddends::predict().
    void predict(std::span<const int64_t> from, float keep, std::vector<float>& logits)
    {
        m_addends.predict(from, keep, logits);
    }

private:
    void readField(int64_t field);

    FieldEmbedding& m_embedding;
    const Batch& m_rows;
    FieldAddends m_addends;
    AlignedVector<float> m_x; ///< the chosen field's columns
};

} // namespace leap

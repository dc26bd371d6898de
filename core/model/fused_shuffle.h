// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch.h"
#include "core/model/aligned_vector.h"
#include "core/model/field_embedding.h"
#include "core/model/fused_tower.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Predictions of rows in which one field's values are dealt anew. The first layer adds up the fields, so its
/// sums are kept; a shuffle replaces one field's addends and goes on from there, and the other fields are
/// not read again. Within float noise of FusedTower::predict() on the shuffled rows. Not thread-safe.
class FusedShuffle {
public:
    /// @param embedding, tower, rows outlive this and do not change while it is used
    FusedShuffle(FieldEmbedding& embedding, FusedTower& tower, const Batch& rows);

    void choose(int64_t field);
    /// Logits [rows]: row b reads the chosen field's columns of row from[b]. @param from [rows]
    void predict(std::span<const int64_t> from, std::vector<float>& logits);

private:
    /// What columns add to the first layer and to the wide part.
    struct Addends {
        AlignedVector<float> deep; ///< [rows, stride]
        std::vector<float> wide; ///< [rows]
    };
    void readField(int64_t field);
    void startSums();
    void addChosen();

    FieldEmbedding& m_embedding;
    FusedTower& m_tower;
    const Batch& m_rows;
    int64_t m_stride; ///< of the first layer's sums
    Addends m_all; ///< of all fields, and the biases
    Addends m_chosen;
    AlignedVector<float> m_x; ///< the chosen field's columns
};

} // namespace leap

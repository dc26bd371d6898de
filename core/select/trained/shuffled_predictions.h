// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/train/trained_model.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leap {

/// A model's predictions of `rows` with one field shuffled: by TrainedModel::fieldMix() where the model has
/// it, otherwise by predicting the shuffled rows. Not thread-safe.
class ShuffledPredictions {
public:
    /// @param model, layout, rows outlive this
    ShuffledPredictions(TrainedModel& model, const RowLayout& layout, const Batch& rows);

    void choose(int64_t field);
    /// Logits [rows]: row b reads the chosen field's values of row from[b]. @param from [rows]
    void predict(std::span<const int64_t> from, std::vector<float>& logits);

private:
    void predictWritten(std::span<const int64_t> from, std::vector<float>& logits);

    TrainedModel& m_model;
    const RowLayout& m_layout;
    const Batch& m_rows;
    std::unique_ptr<FieldMix> m_mix; ///< null: the shuffled rows are written out
    int64_t m_field = 0;
    Batch m_shuffled, m_chunk;
    std::vector<float> m_x; ///< [rows of the chunk, D]
};

/// Rows that are shuffled with one another: at most 65,536, and fewer where they would take over 256 MiB.
[[nodiscard]] int64_t shuffledBlock(const RowLayout& layout);

} // namespace leap

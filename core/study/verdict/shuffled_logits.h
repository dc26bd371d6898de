// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_layout.h"
#include "core/train/trained_model.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leap {

/// A trained model's logits of a block of rows, with some fields reading other rows' values. Not thread-safe.
class ShuffledLogits {
public:
    /// @param model must outlive this
    ShuffledLogits(const RowLayout& layout, TrainedModel& model);

    void read(const Batch& batch); ///< the block that is asked next
    [[nodiscard]] const std::vector<float>& plain() const { return m_plain; } ///< [rows], nothing shuffled
    /// @param fields all of which read row from[b]'s values in row b
    /// @return [rows]; valid until the next call
    [[nodiscard]] const std::vector<float>& shuffled(std::span<const size_t> fields,
                                                     std::span<const int64_t> from);

private:
    void copyField(size_t field, std::span<const int64_t> from);

    const std::vector<int64_t>& m_ranges;
    size_t m_columns;
    TrainedModel& m_model;
    size_t m_rows = 0;
    std::vector<float> m_x; ///< [rows, D]
    std::unique_ptr<FieldMix> m_mix; ///< of m_x; null where the model has no such
    std::vector<float> m_mixed; ///< [rows, D] m_x between two calls
    std::vector<float> m_plain, m_logits;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/fused_tower.h"
#include "core/model/table/aligned_vector.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Repeated predictions of the same rows, with one field's columns mixed with those of other rows. The sums
/// of the first layer are kept; a mixture changes only the addends of one field and continues from there.
/// Within float noise of FusedTower::predict() on the mixed rows. Not thread-safe.
class FieldAddends {
public:
    /// One field's columns of all rows, as FusedTower::addends() reads them.
    struct Columns {
        const float* x; ///< [rows, columns] of the stride `stride`
        int64_t stride;
        int64_t first; ///< place of the first one in the concatenated row
        int64_t count;
    };

    /// To begin with the sums are the biases: choose() and addChosen() each field once.
    /// @param tower outlives this and does not change while it is used
    FieldAddends(FusedTower& tower, int64_t rows);
    void choose(const Columns& columns);
    void addChosen();

    /// Logits [rows]: the chosen columns of row b are keep x its own + (1 - keep) x those of row from[b], or,
    /// where `from` is empty, x their mean over the rows. @param from [rows] or empty
    void predict(std::span<const int64_t> from, float keep, std::vector<float>& logits);

private:
    /// What columns add to the first layer and to the wide part.
    struct Sums {
        AlignedVector<float> deep; ///< [rows, stride]
        std::vector<float> wide; ///< [rows]
    };
    void setMean();

    FusedTower& m_tower;
    int64_t m_rows;
    int64_t m_stride; ///< of the first layer's sums
    Sums m_all; ///< of all fields, and the biases
    Sums m_chosen;
    Sums m_mean; ///< [1] of m_chosen
};

} // namespace leap

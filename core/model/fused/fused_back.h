// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/column_tiles.h"
#include "core/model/fused/fused_gate.h"
#include "core/model/fused/fused_rows.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/table/aligned_vector.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// The way back from the tower to the tables. The gradient of x is made tile of columns by tile and handed to
/// the tables of these columns while it is in the cache; only joint steps with narrow tiles write it to
/// memory as a whole. Splits its work over threads, which changes no number. Not thread-safe.
class FusedBack {
public:
    /// @param rows must outlive this @param ranges [F + 1]
    FusedBack(FusedRows& rows, const std::vector<int64_t>& ranges);

    /// After tower.backward(): one Adam step of the tables.
    /// @param scale [rows.stride()] d loss / d x = scale x d loss / d x~
    void step(const FusedTower& tower, const Batch& batch, const float* scale);
    /// The same through the gate, which learns too (a joint step); scaled by its columnGates().
    /// @param x of the batch @param fused x~ of it @param gradTheta [F] d loss / d theta
    /// @return whether the tower's first layer was added on the way (FusedTower::addFirstLayer())
    [[nodiscard]] FusedTower::FirstLayer jointStep(FusedTower& tower, const Batch& batch, FusedGate& gate,
                                                   const float* x, const FusedTower::Rows& fused,
                                                   std::span<float> gradTheta);

private:
    void prepare(int64_t rows); ///< tiles and scratch; before overTiles()
    float* reserve(int64_t floats); ///< m_scratch, at least so large
    /// body(index of a tile, gradient [rows, m_stride]) fills a tile's gradient, or says that there is
    /// nothing to learn; then its tables learn.
    template <class Body> void overTiles(const FusedTower& tower, const Batch& batch, const Body& body);

    FusedRows& m_rows;
    std::vector<int64_t> m_ranges;
    std::vector<ColumnTile> m_tiles;
    std::vector<int64_t> m_ownEnds; ///< [tiles] where the next tile's columns begin: tiles may overlap
    int64_t m_tileColumns = 0; ///< for which m_tiles were made
    int64_t m_stride = 0; ///< of the scratch: the widest tile's columns
    AlignedVector<float> m_scratch; ///< [threads, rows, m_stride], or the gradient of x
};

} // namespace leap

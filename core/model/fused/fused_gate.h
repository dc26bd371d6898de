// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/column_tiles.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/table/aligned_vector.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// The gate operator (paper sections 3.2 and 3.3) on the fused tower's rows: the kernels of core/gate without
/// tensors, and a way back that runs block by block behind the tower's, so that a step of the gates alone
/// never writes a gradient of x to memory. Splits its work over threads, which changes no number.
class FusedGate {
public:
    /// @param ranges [F + 1] @param stride of the rows
    FusedGate(const std::vector<int64_t>& ranges, int64_t stride);

    /// Before a batch's forward(). @param theta [F] @param tau > 0
    void setGates(std::span<const float> theta, double tau);
    /// x~ of `rows` rows, valid until the next call.
    [[nodiscard]] const float* forward(const float* x, int64_t rows, uint64_t stepKey);
    [[nodiscard]] const std::vector<float>& divergence() const { return m_divergence; } ///< [F]
    /// [stride] each column's gate: d loss / d x = gate x d loss / d x~.
    [[nodiscard]] const float* columnGates() const { return m_columnGates.data(); }

    /// After tower.backward(): d loss / d theta of the batch that forward() was given.
    /// @param gradientX [rows, stride], overwritten with d loss / d x; or null: not wanted
    void thetaGradient(const FusedTower& tower, const float* x, int64_t rows, float* gradientX,
                       std::span<float> gradTheta);

    /// The same piece by piece: begin, each block with each tile (on any thread), finish.
    void beginThetaGradient(int64_t rows);
    /// @param gradient [block.rows, stride] of the tile's columns, overwritten with d loss / d x
    void addBlock(const FusedTower& tower, const RowBlock& block, const ColumnTile& tile, const float* x,
                  float* gradient, int64_t stride);
    void finishThetaGradient(int64_t rows, std::span<float> gradTheta) const;

private:
    std::vector<int64_t> m_ranges;
    int64_t m_stride;
    double m_tau = 1;
    std::vector<ColumnTile> m_forwardTiles;
    std::vector<ColumnTile> m_backwardTiles;
    std::vector<float> m_replace; ///< 1 - g, [F]
    std::vector<float> m_ones; ///< [F]
    std::vector<float> m_divergence;
    AlignedVector<float> m_columnGates;
    AlignedVector<float> m_fused; ///< x~
    AlignedVector<float> m_scratch; ///< [threads, a block's rows, stride]
    std::vector<double> m_sums; ///< [blocks, F] <dx, x - x~>
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/fused_back.h"

#include "core/model/fused/tower_kernels.h"
#include "core/model/transform/split_work.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kScratchFloats = 1 << 20; ///< of a tile's gradient
/// With narrower tiles, x and x~ of a joint step would be read in runs too short for the memory.
constexpr int64_t kFewestJointColumns = 512;
constexpr int64_t kTilesPerThread = 4; ///< so that all threads end together
constexpr int64_t kFewestColumns = 32; ///< shorter runs waste what memory brings along

} // namespace

FusedBack::FusedBack(FusedRows& rows, const std::vector<int64_t>& ranges)
    : m_rows(rows)
    , m_ranges(ranges)
{
}

float* FusedBack::reserve(int64_t floats)
{
    if (m_scratch.size() < static_cast<size_t>(floats))
        m_scratch.assign(static_cast<size_t>(floats), 0.0F);
    return m_scratch.data();
}

void FusedBack::prepare(int64_t rows)
{
    const int64_t threads = at::get_num_threads();
    const int64_t fair = threads == 1 ? m_ranges.back() : m_ranges.back() / (kTilesPerThread * threads);
    const int64_t columns =
        std::max(kFewestColumns, std::min(fair, kScratchFloats / std::max<int64_t>(rows, 1)));
    if (columns != m_tileColumns) {
        m_tileColumns = columns;
        m_tiles = columnTiles(m_ranges, columns);
        m_stride = 0;
        m_ownEnds.clear();
        for (const ColumnTile& tile : m_tiles) {
            m_stride = std::max(m_stride, tile.columns);
            if (tile.firstField > 0)
                m_ownEnds.push_back(tile.firstColumn);
        }
        m_ownEnds.push_back(tower::padded(m_ranges.back()));
    }
    (void)reserve(rows * m_stride * threads);
}

template <class Body> void FusedBack::overTiles(const FusedTower& tower, const Batch& batch, const Body& body)
{
    m_rows.advance();
    const auto tiles = static_cast<int64_t>(m_tiles.size());
    const int64_t work = m_ranges.back() / std::max<int64_t>(tiles, 1) * batch.rows
        * (tower.inputGradientWork() + FusedRows::kApplyWork);
    splitWork(tiles, work, [&](int64_t first, int64_t last) {
        float* gradient = m_scratch.data() + at::get_thread_num() * batch.rows * m_stride;
        for (int64_t i = first; i < last; ++i) {
            const ColumnTile& tile = m_tiles[static_cast<size_t>(i)];
            if (!body(i, gradient))
                continue;
            m_rows.applyTile(batch, {tile.begin(), tile.end()}, gradient + tile.ranges.front(), m_stride);
        }
    });
}

void FusedBack::step(const FusedTower& tower, const Batch& batch, const float* scale)
{
    prepare(batch.rows);
    overTiles(tower, batch, [&](int64_t i, float* gradient) {
        const ColumnTile& tile = m_tiles[static_cast<size_t>(i)];
        if (!m_rows.learnsIn({tile.begin(), tile.end()}))
            return false;
        forRowBlocks(batch.rows, 0, rowBlocks(batch.rows), [&](const RowBlock& block) {
            tower.inputGradient(block,
                                {.out = gradient + block.first * m_stride,
                                 .stride = m_stride,
                                 .firstColumn = tile.firstColumn,
                                 .columns = tile.columns,
                                 .scale = scale + tile.firstColumn});
        });
        return true;
    });
}

FusedTower::FirstLayer FusedBack::jointStep(FusedTower& tower, const Batch& batch, FusedGate& gate,
                                            const float* x, const FusedTower::Rows& fused,
                                            std::span<float> gradTheta)
{
    prepare(batch.rows);
    if (m_tileColumns < kFewestJointColumns) {
        gate.thetaGradient(tower, x, batch.rows, reserve(batch.rows * m_rows.stride()), gradTheta);
        m_rows.applyGradient(batch, m_scratch.data());
        return FusedTower::FirstLayer::Anew;
    }
    gate.beginThetaGradient(batch.rows);
    overTiles(tower, batch, [&](int64_t i, float* gradient) {
        const ColumnTile& tile = m_tiles[static_cast<size_t>(i)];
        const int64_t own = m_ownEnds[static_cast<size_t>(i)] - tile.firstColumn;
        forRowBlocks(batch.rows, 0, rowBlocks(batch.rows), [&](const RowBlock& block) {
            gate.addBlock(tower, block, tile, x, gradient + block.first * m_stride, m_stride);
            if (own > 0) // else the next tile begins at the same column
                tower.addFirstLayer(block, fused, tile.firstColumn, own);
        });
        return true;
    });
    gate.finishThetaGradient(batch.rows, gradTheta);
    return FusedTower::FirstLayer::Added;
}

} // namespace leap

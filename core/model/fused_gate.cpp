// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_gate.h"

#include "core/gate/cpu/kernels.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_math.h"

#include <algorithm>
#include <cstddef>

namespace leap {
namespace {

// Narrow tiles spread over the threads; wide ones make long runs in memory.
constexpr int64_t kForwardColumns = 128;
constexpr int64_t kBackwardColumns = 1024;
/// What the operator costs for one element, in multiply-adds.
constexpr int64_t kForwardWork = 12;
constexpr int64_t kBackwardWork = 4;

} // namespace

FusedGate::FusedGate(const std::vector<int64_t>& ranges, int64_t stride)
    : m_ranges(ranges)
    , m_stride(stride)
    , m_forwardTiles(makeTiles(ranges, kForwardColumns))
    , m_backwardTiles(makeTiles(ranges, kBackwardColumns))
    , m_replace(ranges.size() - 1)
    , m_ones(ranges.size() - 1, 1.0F)
    , m_divergence(ranges.size() - 1)
    , m_columnGates(static_cast<size_t>(stride))
{
}

std::vector<FusedGate::Tile> FusedGate::makeTiles(const std::vector<int64_t>& ranges, int64_t mostColumns)
{
    std::vector<Tile> tiles;
    for (size_t first = 0; first + 1 < ranges.size();) {
        size_t last = first + 1;
        while (last + 1 < ranges.size() && ranges[last + 1] - ranges[first] <= mostColumns)
            ++last;
        const int64_t start = ranges[first] / tower::kPad * tower::kPad;
        Tile tile{static_cast<int64_t>(first),
                  static_cast<int64_t>(last - first),
                  start,
                  tower::padded(ranges[last] - start),
                  {}};
        for (size_t field = first; field <= last; ++field)
            tile.ranges.push_back(ranges[field] - start);
        tiles.push_back(std::move(tile));
        first = last;
    }
    return tiles;
}

void FusedGate::setGates(std::span<const float> theta, double tau)
{
    m_tau = tau;
    for (size_t field = 0; field < theta.size(); ++field) {
        const gate::GateWeights<float> weights = gate::gateWeights(theta[field], tau);
        m_replace[field] = weights.replace;
        std::fill(m_columnGates.begin() + m_ranges[field], m_columnGates.begin() + m_ranges[field + 1],
                  weights.keep);
    }
}

const float* FusedGate::forward(const float* x, int64_t rows, uint64_t stepKey)
{
    const size_t size = static_cast<size_t>(rows * m_stride);
    if (m_fused.size() < size)
        m_fused.assign(size, 0.0F);
    const gate::ForwardJob<float> job{.x = x,
                                      .fused = m_fused.data(),
                                      .divergence = m_divergence.data(),
                                      .replaceWeights = m_replace.data(),
                                      .ranges = m_ranges.data(),
                                      .rows = rows,
                                      .columns = m_stride,
                                      .stepKey = stepKey};
    const auto tiles = static_cast<int64_t>(m_forwardTiles.size());
    splitWork(tiles, rows * m_ranges.back() / tiles * kForwardWork, [&](int64_t begin, int64_t end) {
        const Tile& first = m_forwardTiles[static_cast<size_t>(begin)];
        const Tile& last = m_forwardTiles[static_cast<size_t>(end - 1)];
        gate::noteSimdTarget(gate::runForward(job, first.firstField, last.firstField + last.fields));
    });
    return m_fused.data();
}

void FusedGate::addBlock(const FusedTower& tower, const RowBlock& block, const Tile& tile, const float* x,
                         float* gradient)
{
    tower.inputGradient(block,
                        {.out = gradient,
                         .stride = m_stride,
                         .firstColumn = tile.firstColumn,
                         .columns = tile.columns,
                         .scale = m_columnGates.data() + tile.firstColumn});
    // dtheta = g / tau sum <dy, x - x~> = 1 / tau sum <dx, x - x~>: `gradient` is dx already.
    const int64_t at = block.first * m_stride + tile.firstColumn;
    const gate::BackwardJob<float> job{.gradient = gradient,
                                       .x = x + at,
                                       .fused = m_fused.data() + at,
                                       .gradX = gradient,
                                       .keepWeights = m_ones.data(),
                                       .ranges = tile.ranges.data(),
                                       .fields = tile.fields,
                                       .columns = m_stride};
    double* sums = m_sums.data() + static_cast<size_t>(block.index) * m_ones.size() + tile.firstField;
    gate::noteSimdTarget(gate::runBackward(job, 0, block.rows, sums));
}

void FusedGate::thetaGradient(const FusedTower& tower, const float* x, int64_t rows, float* gradientX,
                              std::span<float> gradTheta)
{
    const int64_t scratch = gradientX ? 0 : RowBlock::kRows * m_stride;
    m_scratch.resize(std::max(m_scratch.size(), static_cast<size_t>(scratch * at::get_num_threads())));
    const size_t fields = m_ones.size();
    m_sums.resize(std::max(m_sums.size(), static_cast<size_t>(rowBlocks(rows)) * fields));
    const int64_t work = m_ranges.back() * (tower.inputGradientWork() + kBackwardWork);
    overRowBlocks(rows, work, [&](const RowBlock& block) {
        for (const Tile& tile : m_backwardTiles)
            addBlock(tower, block, tile, x,
                     gradientX ? gradientX + block.first * m_stride + tile.firstColumn
                               : m_scratch.data() + at::get_thread_num() * scratch);
    });
    for (size_t field = 0; field < fields; ++field) {
        double sum = 0;
        for (size_t at = field; at < static_cast<size_t>(rowBlocks(rows)) * fields; at += fields)
            sum += m_sums[at];
        gradTheta[field] = static_cast<float>(sum / m_tau);
    }
}

} // namespace leap

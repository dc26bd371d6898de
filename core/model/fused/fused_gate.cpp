// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/fused_gate.h"

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
    , m_forwardTiles(columnTiles(ranges, kForwardColumns))
    , m_backwardTiles(columnTiles(ranges, kBackwardColumns))
    , m_replace(ranges.size() - 1)
    , m_ones(ranges.size() - 1, 1.0F)
    , m_divergence(ranges.size() - 1)
    , m_columnGates(static_cast<size_t>(stride))
{
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
        const ColumnTile& first = m_forwardTiles[static_cast<size_t>(begin)];
        const ColumnTile& last = m_forwardTiles[static_cast<size_t>(end - 1)];
        gate::noteSimdTarget(gate::runForward(job, first.firstField, last.firstField + last.fields));
    });
    return m_fused.data();
}

void FusedGate::beginThetaGradient(int64_t rows)
{
    m_sums.resize(std::max(m_sums.size(), static_cast<size_t>(rowBlocks(rows)) * m_ones.size()));
}

void FusedGate::addBlock(const FusedTower& tower, const RowBlock& block, const ColumnTile& tile,
                         const float* x, float* gradient, int64_t stride)
{
    tower.inputGradient(block,
                        {.out = gradient,
                         .stride = stride,
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
                                       .columns = m_stride,
                                       .gradientColumns = stride};
    double* sums = m_sums.data() + static_cast<size_t>(block.index) * m_ones.size() + tile.firstField;
    gate::noteSimdTarget(gate::runBackward(job, 0, block.rows, sums));
}

void FusedGate::finishThetaGradient(int64_t rows, std::span<float> gradTheta) const
{
    const size_t fields = m_ones.size();
    for (size_t field = 0; field < fields; ++field) {
        double sum = 0;
        for (size_t at = field; at < static_cast<size_t>(rowBlocks(rows)) * fields; at += fields)
            sum += m_sums[at];
        gradTheta[field] = static_cast<float>(sum / m_tau);
    }
}

void FusedGate::thetaGradient(const FusedTower& tower, const float* x, int64_t rows, float* gradientX,
                              std::span<float> gradTheta)
{
    const int64_t scratch = gradientX ? 0 : RowBlock::kRows * m_stride;
    m_scratch.resize(std::max(m_scratch.size(), static_cast<size_t>(scratch * at::get_num_threads())));
    beginThetaGradient(rows);
    const int64_t work = m_ranges.back() * (tower.inputGradientWork() + kBackwardWork);
    overRowBlocks(rows, work, [&](const RowBlock& block) {
        for (const ColumnTile& tile : m_backwardTiles)
            addBlock(tower, block, tile, x,
                     gradientX ? gradientX + block.first * m_stride + tile.firstColumn
                               : m_scratch.data() + at::get_thread_num() * scratch,
                     m_stride);
    });
    finishThetaGradient(rows, gradTheta);
}

} // namespace leap

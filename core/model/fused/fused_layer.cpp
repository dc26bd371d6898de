// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/fused_layer.h"

#include "core/model/network/dropout.h"
#include "core/model/network/wide_deep.h"

#include <cmath>
#include <cstddef>

namespace leap {
namespace {

size_t count(int64_t rows, int64_t columns = 1)
{
    return static_cast<size_t>(rows) * static_cast<size_t>(columns);
}

} // namespace

FusedLayer::FusedLayer(int64_t inputs, int64_t units, double dropout, int64_t sideUnits)
    : m_inputs(inputs)
    , m_units(units)
    , m_sideUnits(sideUnits)
    , m_columns(tower::padded(units))
    , m_gradientStride(tower::padded(units + sideUnits))
    , m_weightStride(tower::rowStride(inputs))
    , m_dropout(dropout)
    , m_forwardWeight(count(inputs, m_columns))
    , m_backwardWeight(count(allUnits(), m_weightStride))
{
    for (auto* values :
         {&m_bias, &m_scale, &m_shift, &m_mean, &m_variance, &m_inverse, &m_runningMean, &m_runningVariance,
          &m_scaleGradient, &m_shiftGradient, &m_noGradient, &m_gain, &m_offset, &m_slope})
        values->assign(count(m_columns), 0.0F);
    std::fill_n(m_runningVariance.begin(), units, 1.0F);
}

void FusedLayer::reserve(int64_t rows)
{
    if (rows <= m_capacity)
        return;
    m_capacity = rows;
    for (auto* values : {&m_z, &m_out})
        values->assign(count(rows, m_columns), 0.0F);
    m_gradient.assign(count(rows, m_gradientStride), 0.0F);
    for (auto* values : {&m_firstSums, &m_secondSums})
        values->assign(count(rowBlocks(rows), m_columns), 0.0F);
}

void FusedLayer::setParameters(const float* weight, const float* bias, const float* scale, const float* shift)
{
    tower::transpose({weight, m_inputs, m_forwardWeight.data(), m_columns, m_units, m_inputs});
    for (int64_t unit = 0; unit < m_units; ++unit)
        std::copy_n(weight + unit * m_inputs, m_inputs, m_backwardWeight.data() + unit * m_weightStride);
    std::copy_n(bias, m_units, m_bias.begin());
    std::copy_n(scale, m_units, m_scale.begin());
    std::copy_n(shift, m_units, m_shift.begin());
}

void FusedLayer::setSideWeight(int64_t sideUnit, const float* weight)
{
    std::copy_n(weight, m_inputs, m_backwardWeight.data() + (m_units + sideUnit) * m_weightStride);
}

const float* FusedLayer::sideWeight(int64_t sideUnit) const
{
    return m_backwardWeight.data() + (m_units + sideUnit) * m_weightStride;
}

void FusedLayer::linear(const RowBlock& block, const Input& x)
{
    tower::multiply({.a = x.values + block.first * x.stride,
                     .aRowStride = x.stride,
                     .aDepthStride = 1,
                     .b = m_forwardWeight.data(),
                     .bStride = m_columns,
                     .c = m_z.data() + block.first * m_columns,
                     .cStride = m_columns,
                     .rows = block.rows,
                     .depth = m_inputs,
                     .columns = m_columns,
                     .start = m_bias.data()});
}

void FusedLayer::addends(const Input& x, int64_t rows, int64_t first, int64_t count, float* out) const
{
    tower::multiply({.a = x.values,
                     .aRowStride = x.stride,
                     .aDepthStride = 1,
                     .b = m_forwardWeight.data() + first * m_columns,
                     .bStride = m_columns,
                     .c = out,
                     .cStride = m_columns,
                     .rows = rows,
                     .depth = count,
                     .columns = m_columns});
}

void FusedLayer::measure(const RowBlock& block)
{
    tower::moments(shape(block), m_z.data() + block.first * m_columns,
                   m_firstSums.data() + block.index * m_columns,
                   m_secondSums.data() + block.index * m_columns);
}

void FusedLayer::useBatchStatistics(int64_t rows)
{
    m_rows = rows;
    m_batchStatistics = true;
    const int64_t blocks = rowBlocks(rows);
    const auto blockRows = [&](int64_t block) {
        return static_cast<double>(std::min(RowBlock::kRows, rows - block * RowBlock::kRows));
    };
    for (int64_t unit = 0; unit < m_units; ++unit) {
        const float* means = m_firstSums.data() + unit;
        const float* squares = m_secondSums.data() + unit;
        double mean = 0;
        for (int64_t block = 0; block < blocks; ++block)
            mean += blockRows(block) * static_cast<double>(means[block * m_columns]);
        mean /= static_cast<double>(rows);
        double spread = 0; // Chan, Golub and LeVeque 1983: squares about the common mean
        for (int64_t block = 0; block < blocks; ++block) {
            const double distance = static_cast<double>(means[block * m_columns]) - mean;
            spread +=
                static_cast<double>(squares[block * m_columns]) + blockRows(block) * distance * distance;
        }
        const double variance = spread / static_cast<double>(rows);
        const auto i = static_cast<size_t>(unit);
        m_mean[i] = static_cast<float>(mean);
        m_variance[i] = static_cast<float>(variance);
        m_inverse[i] = static_cast<float>(1 / std::sqrt(variance + kNormEpsilon));
    }
}

void FusedLayer::useRunningStatistics()
{
    m_batchStatistics = false;
    for (size_t i = 0; i < count(m_units); ++i) {
        m_mean[i] = m_runningMean[i];
        m_inverse[i] =
            static_cast<float>(1 / std::sqrt(static_cast<double>(m_runningVariance[i]) + kNormEpsilon));
    }
}

void FusedLayer::drawMask(const RowBlock& block, uint64_t key)
{
    const bool dense = m_units == m_columns; // then one piece, else a row at a time
    const int64_t pieces = dense ? 1 : block.rows;
    const int64_t size = dense ? block.rows * m_units : m_units;
    for (int64_t piece = 0; piece < pieces; ++piece)
        fillDropoutMask(key, m_dropout,
                        {m_out.data() + (block.first + piece) * m_columns, static_cast<size_t>(size)},
                        static_cast<uint64_t>((block.first + piece) * m_units));
}

void FusedLayer::activate(const RowBlock& block, std::optional<uint64_t> dropoutKey)
{
    const bool masked = dropoutKey && m_dropout > 0;
    if (masked)
        drawMask(block, *dropoutKey);
    tower::activate(shape(block),
                    {.z = m_z.data() + block.first * m_columns,
                     .out = m_out.data() + block.first * m_columns,
                     .mean = m_mean.data(),
                     .inverse = m_inverse.data(),
                     .scale = m_scale.data(),
                     .shift = m_shift.data(),
                     .masked = masked});
}

void FusedLayer::moveStatistics()
{
    if (!m_batchStatistics)
        return;
    const auto step = static_cast<float>(kNormMomentum);
    const float unbiased = static_cast<float>(m_rows) / static_cast<float>(m_rows - 1);
    for (size_t i = 0; i < count(m_units); ++i) {
        m_runningMean[i] = (1 - step) * m_runningMean[i] + step * m_mean[i];
        m_runningVariance[i] = (1 - step) * m_runningVariance[i] + step * unbiased * m_variance[i];
    }
}

void FusedLayer::setRunning(std::span<const float> mean, std::span<const float> variance)
{
    std::copy(mean.begin(), mean.end(), m_runningMean.begin());
    std::copy(variance.begin(), variance.end(), m_runningVariance.begin());
}

void FusedLayer::activationBack(const RowBlock& block)
{
    tower::activationGradient(shape(block),
                              {.d = m_gradient.data() + block.first * m_gradientStride,
                               .dStride = m_gradientStride,
                               .out = m_out.data() + block.first * m_columns,
                               .z = m_z.data() + block.first * m_columns,
                               .kept = static_cast<float>(1 / (1 - m_dropout)),
                               .sum = m_firstSums.data() + block.index * m_columns,
                               .productSum = m_secondSums.data() + block.index * m_columns});
}

void FusedLayer::finishSums(int64_t rows)
{
    const int64_t blocks = rowBlocks(rows);
    const double share = m_batchStatistics ? 1.0 / static_cast<double>(rows) : 0.0;
    for (int64_t unit = 0; unit < m_units; ++unit) {
        double sum = 0, productSum = 0;
        for (int64_t at = unit; at < blocks * m_columns; at += m_columns) {
            sum += static_cast<double>(m_firstSums[count(at)]);
            productSum += static_cast<double>(m_secondSums[count(at)]);
        }
        const auto i = static_cast<size_t>(unit);
        const double gain = static_cast<double>(m_scale[i]) * static_cast<double>(m_inverse[i]);
        m_shiftGradient[i] = static_cast<float>(sum);
        m_scaleGradient[i] = static_cast<float>(productSum);
        m_gain[i] = static_cast<float>(gain);
        m_offset[i] = static_cast<float>(gain * sum * share);
        m_slope[i] = static_cast<float>(gain * productSum * share);
    }
}

void FusedLayer::normBack(const RowBlock& block)
{
    tower::normGradient(shape(block),
                        {.d = m_gradient.data() + block.first * m_gradientStride,
                         .dStride = m_gradientStride,
                         .z = m_z.data() + block.first * m_columns,
                         .gain = m_gain.data(),
                         .offset = m_offset.data(),
                         .slope = m_slope.data()});
}

void FusedLayer::setSideGradient(const RowBlock& block, int64_t sideUnit, std::span<const float> gradient)
{
    float* to = m_gradient.data() + m_units + sideUnit;
    for (int64_t row = block.first; row < block.first + block.rows; ++row)
        to[row * m_gradientStride] = gradient[static_cast<size_t>(row)];
}

void FusedLayer::inputGradient(const RowBlock& block, const InputGradient& job) const
{
    tower::multiply({.a = m_gradient.data() + block.first * m_gradientStride,
                     .aRowStride = m_gradientStride,
                     .aDepthStride = 1,
                     .b = m_backwardWeight.data() + job.firstColumn,
                     .bStride = m_weightStride,
                     .c = job.out,
                     .cStride = job.stride,
                     .rows = block.rows,
                     .depth = allUnits(),
                     .columns = job.columns,
                     .scale = job.scale});
}

void FusedLayer::weightGradient(const Input& x, int64_t rows, float* out, int64_t outStride) const
{
    const int64_t groups = tower::padded(m_inputs) / tower::kPad;
    splitWork(groups, tower::kPad * allUnits() * rows, [&](int64_t first, int64_t last) {
        tower::multiply({.a = m_gradient.data(),
                         .aRowStride = 1,
                         .aDepthStride = m_gradientStride,
                         .b = x.values + first * tower::kPad,
                         .bStride = x.stride,
                         .c = out + first * tower::kPad,
                         .cStride = outStride,
                         .rows = allUnits(),
                         .depth = rows,
                         .columns = (last - first) * tower::kPad});
    });
}

void FusedLayer::addWeightGradient(const RowBlock& block, const Input& x, int64_t firstColumn,
                                   int64_t columns, float* out, int64_t outStride) const
{
    tower::multiply({.a = m_gradient.data() + block.first * m_gradientStride,
                     .aRowStride = 1,
                     .aDepthStride = m_gradientStride,
                     .b = x.values + block.first * x.stride + firstColumn,
                     .bStride = x.stride,
                     .c = out + firstColumn,
                     .cStride = outStride,
                     .rows = allUnits(),
                     .depth = block.rows,
                     .columns = columns,
                     .add = block.index > 0});
}

const float* FusedLayer::biasGradient() const
{
    return m_batchStatistics ? m_noGradient.data() : m_gradient.data(); // running statistics mean one row
}

} // namespace leap

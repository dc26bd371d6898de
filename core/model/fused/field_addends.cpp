// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/field_addends.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kChunk = 4096; ///< rows of one pass through the upper layers

} // namespace

FieldAddends::FieldAddends(FusedTower& tower, int64_t rows)
    : m_tower(tower)
    , m_rows(rows)
    , m_stride(static_cast<int64_t>(tower.firstBias().size()))
{
    const std::span<const float> bias = tower.firstBias();
    m_all.deep.resize(static_cast<size_t>(rows) * bias.size());
    for (int64_t row = 0; row < rows; ++row)
        std::copy(bias.begin(), bias.end(), m_all.deep.begin() + row * m_stride);
    m_all.wide.assign(static_cast<size_t>(rows), tower.outputBias());
    m_chosen.deep.resize(m_all.deep.size());
    m_chosen.wide.resize(m_all.wide.size());
}

void FieldAddends::choose(const Columns& columns)
{
    m_mean.wide.clear();
    m_tower.addends({.x = columns.x,
                     .stride = columns.stride,
                     .rows = m_rows,
                     .firstColumn = columns.first,
                     .columns = columns.count,
                     .deep = m_chosen.deep.data(),
                     .wide = m_chosen.wide.data()});
}

void FieldAddends::addChosen()
{
    for (size_t at = 0; at < m_all.deep.size(); ++at)
        m_all.deep[at] += m_chosen.deep[at];
    for (size_t row = 0; row < m_all.wide.size(); ++row)
        m_all.wide[row] += m_chosen.wide[row];
}

/// The layer is linear: what the mean adds is the mean of what is added.
void FieldAddends::setMean()
{
    std::vector<double> deep(static_cast<size_t>(m_stride), 0.0);
    double wide = 0;
    for (int64_t row = 0; row < m_rows; ++row) {
        for (int64_t unit = 0; unit < m_stride; ++unit)
            deep[static_cast<size_t>(unit)] +=
                static_cast<double>(m_chosen.deep[static_cast<size_t>(row * m_stride + unit)]);
        wide += static_cast<double>(m_chosen.wide[static_cast<size_t>(row)]);
    }
    const auto rows = static_cast<double>(m_rows);
    m_mean.deep.resize(deep.size());
    std::transform(deep.begin(), deep.end(), m_mean.deep.begin(),
                   [rows](double sum) { return static_cast<float>(sum / rows); });
    m_mean.wide.assign(1, static_cast<float>(wide / rows));
}

void FieldAddends::predict(std::span<const int64_t> from, float keep, std::vector<float>& logits)
{
    if (from.empty() && m_mean.wide.empty())
        setMean();
    const Sums& others = from.empty() ? m_mean : m_chosen;
    const float part = 1 - keep;
    logits.clear();
    for (int64_t begin = 0; begin < m_rows; begin += kChunk) {
        const int64_t count = std::min(kChunk, m_rows - begin);
        const FusedTower::FirstSums sums = m_tower.firstSums(count);
        for (int64_t row = 0; row < count; ++row) {
            const int64_t own = begin + row, other = from.empty() ? 0 : from[static_cast<size_t>(own)];
            const float* all = m_all.deep.data() + own * m_stride;
            const float* mine = m_chosen.deep.data() + own * m_stride;
            const float* theirs = others.deep.data() + other * m_stride;
            for (int64_t unit = 0; unit < m_stride; ++unit)
                sums.deep[row * m_stride + unit] = all[unit] + part * (theirs[unit] - mine[unit]);
            sums.wide[row] = m_all.wide[static_cast<size_t>(own)]
                + part * (others.wide[static_cast<size_t>(other)] - m_chosen.wide[static_cast<size_t>(own)]);
        }
        const std::span<const float> chunk = m_tower.predictFromSums(count);
        logits.insert(logits.end(), chunk.begin(), chunk.end());
    }
}

} // namespace leap

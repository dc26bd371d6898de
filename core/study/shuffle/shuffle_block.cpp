// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/shuffle/shuffle_block.h"

#include "core/base/random.h"
#include "core/model/network/loss.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace leap {
namespace {

constexpr size_t kChunk = 4096; ///< rows of one prediction

} // namespace

ShuffleBlock::ShuffleBlock(const RowLayout& layout, TrainedModel& model, const ShufflePlan& plan)
    : m_ranges(layout.ranges)
    , m_columns(static_cast<size_t>(layout.columns()))
    , m_model(model)
    , m_plan(plan)
    , m_mean(m_columns, 0.0F)
{
}

void ShuffleBlock::read(const Batch& batch, uint64_t number)
{
    m_number = number;
    m_rows = batch.rows;
    const auto rows = static_cast<size_t>(m_rows);
    m_label = batch.label;
    m_weight = batch.weight;
    m_group = batch.group;
    m_mix.reset();
    m_mixedField.reset();
    m_x.resize(rows * m_columns);
    m_model.read(batch, m_x);
    m_mix = m_model.fieldMix(std::span<const float>(m_x));
    m_mixed = m_x;
    m_change.resize(rows);
    evaluateUnmixed();
}

/// In the same way as mixed rows: where a mixture changes nothing, the difference is 0 and no rounding.
void ShuffleBlock::evaluateUnmixed()
{
    if (!m_mix)
        return evaluate(m_x, m_baseLoss);
    m_baseLoss.resize(m_change.size());
    m_mix->predict({}, 1, m_logits);
    rowLosses(m_logits, m_label, m_baseLoss);
}

double ShuffleBlock::weightSum() const
{
    return m_weight.empty() ? static_cast<double>(m_rows)
                            : std::accumulate(m_weight.begin(), m_weight.end(), 0.0);
}

double ShuffleBlock::lossSum() const
{
    double sum = 0;
    for (size_t row = 0; row < m_baseLoss.size(); ++row)
        sum += (m_weight.empty() ? 1.0 : static_cast<double>(m_weight[row]))
            * static_cast<double>(m_baseLoss[row]);
    return sum;
}

double ShuffleBlock::changedRows(size_t field) const
{
    std::vector<uint64_t> values(static_cast<size_t>(m_rows));
    for (size_t row = 0; row < values.size(); ++row) {
        uint64_t value = 0;
        for (auto column = static_cast<size_t>(m_ranges[field]);
             column < static_cast<size_t>(m_ranges[field + 1]); ++column) {
            const float number = m_x[row * m_columns + column] + 0.0F; // -0 is 0
            value = mix64(value ^ (std::bit_cast<uint32_t>(number) + 0x9E3779B97F4A7C15ull));
        }
        values[row] = value;
    }
    std::sort(values.begin(), values.end());
    double squares = 0;
    for (auto first = values.begin(); first != values.end();) {
        const auto last = std::upper_bound(first, values.end(), *first);
        const auto count = static_cast<double>(last - first);
        squares += count * count;
        first = last;
    }
    return static_cast<double>(m_rows) - squares / static_cast<double>(std::max<int64_t>(1, m_rows));
}

bool ShuffleBlock::shuffles() const
{
    return m_plan.form == GateForm::Permute || m_plan.form == GateForm::ExactPermute;
}

bool ShuffleBlock::samples() const
{
    return m_plan.form == GateForm::ExactPermute || m_plan.form == GateForm::ExactDrop;
}

void ShuffleBlock::drawShuffle(size_t field, int repeat)
{
    m_from.resize(static_cast<size_t>(m_rows));
    std::iota(m_from.begin(), m_from.end(), int64_t{0});
    const uint64_t draw = m_number * static_cast<uint64_t>(m_plan.repeats) + static_cast<uint64_t>(repeat);
    shuffle(m_from, RandomStream(streamKey(m_plan.seed, "prove.shuffle", field, draw)));
}

void ShuffleBlock::drawReplacement(size_t field, int repeat)
{
    if (shuffles())
        return drawShuffle(field, repeat);
    m_from.clear();
    setMean(field);
}

void ShuffleBlock::setMean(size_t field)
{
    for (auto column = static_cast<size_t>(m_ranges[field]);
         column < static_cast<size_t>(m_ranges[field + 1]); ++column) {
        double sum = 0;
        for (size_t at = column; at < m_x.size(); at += m_columns)
            sum += static_cast<double>(m_x[at]);
        m_mean[column] = static_cast<float>(sum / static_cast<double>(m_rows));
    }
}

float ShuffleBlock::replacement(size_t row, size_t column) const
{
    return m_from.empty() ? m_mean[column] : m_x[static_cast<size_t>(m_from[row]) * m_columns + column];
}

void ShuffleBlock::mix(size_t field, double gate)
{
    const auto keep = static_cast<float>(gate), replace = static_cast<float>(1 - gate);
    const auto first = static_cast<size_t>(m_ranges[field]), last = static_cast<size_t>(m_ranges[field + 1]);
    for (size_t row = 0; row < static_cast<size_t>(m_rows); ++row) {
        for (size_t column = first; column < last; ++column) {
            const size_t at = row * m_columns + column;
            m_mixed[at] = keep * m_x[at] + replace * replacement(row, column);
        }
    }
}

void ShuffleBlock::restore(size_t field)
{
    const auto first = static_cast<size_t>(m_ranges[field]), last = static_cast<size_t>(m_ranges[field + 1]);
    for (size_t row = 0; row < m_x.size(); row += m_columns)
        std::copy(m_x.begin() + static_cast<ptrdiff_t>(row + first),
                  m_x.begin() + static_cast<ptrdiff_t>(row + last),
                  m_mixed.begin() + static_cast<ptrdiff_t>(row + first));
}

void ShuffleBlock::evaluate(const std::vector<float>& x, std::vector<float>& loss)
{
    const auto rows = static_cast<size_t>(m_rows);
    loss.resize(rows);
    for (size_t begin = 0; begin < rows; begin += kChunk) {
        const size_t count = std::min(kChunk, rows - begin);
        m_model.losses(std::span(x).subspan(begin * m_columns, count * m_columns),
                       std::span<const float>(m_label).subspan(begin, count),
                       std::span(loss).subspan(begin, count));
    }
}

void ShuffleBlock::evaluateMixed(size_t field, double gate)
{
    if (!m_mix) {
        mix(field, gate);
        evaluate(m_mixed, m_loss);
        return restore(field);
    }
    if (m_mixedField != field)
        m_mix->choose(field);
    m_mixedField = field;
    m_loss.resize(m_change.size());
    m_mix->predict(m_from, gate, m_logits);
    rowLosses(m_logits, m_label, m_loss);
}

std::span<const double> ShuffleBlock::lossChange(size_t field, double gate)
{
    evaluateMixed(field, gate);
    for (size_t row = 0; row < m_change.size(); ++row)
        m_change[row] = static_cast<double>(m_loss[row]) - static_cast<double>(m_baseLoss[row]);
    return m_change;
}

void ShuffleBlock::mixAll(int repeat)
{
    m_draws =
        RandomStream(streamKey(m_plan.seed, "prove.gate-draw", static_cast<uint64_t>(repeat), m_number));
    for (size_t field = 0; field + 1 < m_ranges.size(); ++field) {
        drawReplacement(field, repeat);
        if (samples())
            sample(field, false);
        else
            mix(field, m_plan.gates[field]);
    }
    if (samples())
        return evaluate(m_mixed, m_sampledLoss);
    m_gradient.resize(m_x.size());
    const auto rows = static_cast<size_t>(m_rows);
    for (size_t begin = 0; begin < rows; begin += kChunk) {
        const size_t count = std::min(kChunk, rows - begin);
        m_model.gradients(std::span<const float>(m_mixed).subspan(begin * m_columns, count * m_columns),
                          std::span<const float>(m_label).subspan(begin, count),
                          std::span(m_gradient).subspan(begin * m_columns, count * m_columns));
    }
}

std::span<const double> ShuffleBlock::slope(size_t field, int repeat)
{
    drawReplacement(field, repeat);
    return samples() ? slopeBySwitching(field) : slopeByGradient(field);
}

/// x~ = g x + (1 - g) x', hence d loss / d g = <d loss / d x~, x - x'>.
std::span<const double> ShuffleBlock::slopeByGradient(size_t field)
{
    for (size_t row = 0; row < m_change.size(); ++row) {
        double slope = 0;
        for (auto column = static_cast<size_t>(m_ranges[field]);
             column < static_cast<size_t>(m_ranges[field + 1]); ++column) {
            const size_t at = row * m_columns + column;
            slope += static_cast<double>(m_gradient[at])
                * (static_cast<double>(m_x[at]) - static_cast<double>(replacement(row, column)));
        }
        m_change[row] = slope;
    }
    return m_change;
}

bool ShuffleBlock::kept(size_t row, size_t field) const
{
    return static_cast<double>(m_draws.uniformAt(row * m_plan.gates.size() + field)) < m_plan.gates[field];
}

void ShuffleBlock::sample(size_t field, bool switched)
{
    const auto first = static_cast<size_t>(m_ranges[field]), last = static_cast<size_t>(m_ranges[field + 1]);
    for (size_t row = 0; row < static_cast<size_t>(m_rows); ++row) {
        const bool own = kept(row, field) != switched;
        for (size_t column = first; column < last; ++column)
            m_mixed[row * m_columns + column] =
                own ? m_x[row * m_columns + column] : replacement(row, column);
    }
}

std::span<const double> ShuffleBlock::slopeBySwitching(size_t field)
{
    sample(field, true);
    evaluate(m_mixed, m_loss);
    sample(field, false);
    for (size_t row = 0; row < m_change.size(); ++row) {
        const double change = static_cast<double>(m_loss[row]) - static_cast<double>(m_sampledLoss[row]);
        m_change[row] = kept(row, field) ? -change : change;
    }
    return m_change;
}

int64_t shuffleBlockRows(int64_t rows, int64_t columns)
{
    constexpr int64_t kLeast = 256, kMost = 65536, kValues = int64_t{1} << 24;
    const int64_t most = std::clamp(kValues / columns, kLeast, kMost);
    const int64_t blocks = std::max<int64_t>(1, (rows + most - 1) / most);
    return std::max<int64_t>(1, (rows + blocks - 1) / blocks);
}

} // namespace leap

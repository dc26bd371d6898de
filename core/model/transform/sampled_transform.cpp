// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transform/sampled_transform.h"

#include "core/base/random.h"
#include "core/gate/permutation.h"
#include "core/model/transform/split_work.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

constexpr int64_t kDrawWork = 12; ///< of one element of a permutation, in multiply-adds

} // namespace

SampledTransform::SampledTransform(const std::vector<int64_t>& ranges, Replacement replacement)
    : m_ranges(ranges)
    , m_replacement(replacement)
    , m_gates(ranges.size() - 1)
    , m_mean(static_cast<size_t>(ranges.back()))
    , m_deal(ranges.size() - 1)
    , m_gain(ranges.size() - 1)
    , m_seen(ranges.size() - 1)
    , m_divergence(ranges.size() - 1)
    , m_sums(ranges.size() - 1)
{
}

void SampledTransform::drawReplacements(const HostRows& x, uint64_t key)
{
    if (m_replacement == Replacement::Drop) {
        columnMeans(x, m_ranges.back(), m_mean);
        return;
    }
    const auto fields = static_cast<int64_t>(m_gates.size());
    m_permutations.resize(static_cast<size_t>(fields * x.count));
    splitWork(fields, x.count * kDrawWork, [&](int64_t begin, int64_t end) {
        for (int64_t field = begin; field < end; ++field)
            gate::drawPermutation(m_permutations.data() + field * x.count, x.count,
                                  gate::permutationFieldKey(key, field));
    });
}

/// Columns of the concatenated row that replace the field's; read at the field's own columns.
const float* SampledTransform::replacementOf(const HostRows& x, int64_t row, size_t field) const
{
    if (m_replacement == Replacement::Drop)
        return m_mean.data();
    return x.row(m_permutations[field * static_cast<size_t>(x.count) + static_cast<size_t>(row)]);
}

void SampledTransform::replaceField(const HostRows& x, int64_t row, size_t field, float* out) const
{
    const float* from = replacementOf(x, row, field);
    std::copy(from + m_ranges[field], from + m_ranges[field + 1], out + m_ranges[field]);
}

void SampledTransform::sampleRow(const HostRows& x, int64_t row, float* out, std::span<double> distances)
{
    const RandomStream draw(m_maskKey);
    const float* own = x.row(row);
    std::copy(own, own + m_ranges.back(), out);
    uint8_t* keeps = m_kept.data() + static_cast<size_t>(row) * m_gates.size();
    for (size_t field = 0; field < m_gates.size(); ++field) {
        distances[field] += distance(own, replacementOf(x, row, field), m_ranges[field], m_ranges[field + 1]);
        const uint64_t number = static_cast<uint64_t>(row) * m_gates.size() + field;
        keeps[field] = draw.uniformAt(number) >= m_gates[field].replace ? 1 : 0;
        if (keeps[field] == 0)
            replaceField(x, row, field, out);
    }
}

void SampledTransform::forward(const HostRows& x, const Step& step, float* out)
{
    m_tau = step.tau;
    m_rows = x.count;
    m_maskKey = streamKey(step.key, "gate.sample");
    for (size_t field = 0; field < m_gates.size(); ++field)
        m_gates[field] = gate::gateWeights(step.theta[field], step.tau);
    drawReplacements(x, step.key);
    dealSwitches(step.key);
    m_kept.resize(static_cast<size_t>(x.count) * m_gates.size());
    m_sums.begin(x.count);
    overRowBlocks(x.count, 4 * m_ranges.back(), [&](const RowBlock& block) {
        const auto sums = m_sums.block(block.index);
        for (int64_t row = block.first; row < block.first + block.rows; ++row)
            sampleRow(x, row, out + row * x.stride, sums);
    });
    m_sums.finish(1 / static_cast<double>(x.count), m_divergence);
}

/// No gradient through what replaces, and none to theta: the mask is a draw.
void SampledTransform::backward(const HostRows& x, float* gradient, std::span<float> dtheta)
{
    overRowBlocks(x.count, m_ranges.back(), [&](const RowBlock& block) {
        for (int64_t row = block.first; row < block.first + block.rows; ++row) {
            for (size_t field = 0; field < m_gates.size(); ++field) {
                float* begin = gradient + row * x.stride;
                if (!kept(row, field))
                    std::fill(begin + m_ranges[field], begin + m_ranges[field + 1], 0.0F);
            }
        }
    });
    std::fill(dtheta.begin(), dtheta.end(), 0.0F);
}

int64_t SampledTransform::switchesOf(int64_t fields)
{
    return std::min(kMostSwitches, fields);
}

/// A fresh order for every step: which rows meet which field must not depend on the field's place.
void SampledTransform::dealSwitches(uint64_t key)
{
    std::iota(m_deal.begin(), m_deal.end(), int64_t{0});
    shuffle(m_deal, RandomStream(streamKey(key, "gate.switch")));
    std::fill(m_gain.begin(), m_gain.end(), 0.0);
    std::fill(m_seen.begin(), m_seen.end(), 0.0);
}

/// Row by row the next switches() fields of the order: no row switches a field twice, and every field is
/// switched in as many rows as any other, give or take one.
size_t SampledTransform::switchedField(int64_t row) const
{
    const auto place = (row * switches() + m_pass) % static_cast<int64_t>(m_deal.size());
    return static_cast<size_t>(m_deal[static_cast<size_t>(place)]);
}

void SampledTransform::switchOne(const HostRows& x, const float* base, int64_t pass, float* out)
{
    m_pass = pass;
    overRowBlocks(x.count, m_ranges.back(), [&](const RowBlock& block) {
        for (int64_t row = block.first; row < block.first + block.rows; ++row) {
            float* to = out + row * x.stride;
            std::copy_n(base + row * x.stride, m_ranges.back(), to);
            const size_t field = switchedField(row);
            const float* own = x.row(row);
            if (kept(row, field))
                replaceField(x, row, field, to);
            else
                std::copy(own + m_ranges[field], own + m_ranges[field + 1], to + m_ranges[field]);
        }
    });
}

void SampledTransform::addLosses(std::span<const float> base, std::span<const float> switched,
                                 std::span<const float> weight)
{
    for (int64_t row = 0; row < m_rows; ++row) {
        const auto at = static_cast<size_t>(row);
        const size_t field = switchedField(row);
        const double w = weight.empty() ? 1.0 : weight[at];
        const double change = double{base[at]} - switched[at];
        m_gain[field] += w * (kept(row, field) ? change : -change);
        m_seen[field] += 1;
    }
}

/// Rows without weight count for nothing; those that did not switch the field stand for themselves on
/// average.
void SampledTransform::finishGradient(std::span<const float> weight, std::span<float> dtheta) const
{
    const double total =
        weight.empty() ? static_cast<double>(m_rows) : std::accumulate(weight.begin(), weight.end(), 0.0);
    const double meanWeight = total / static_cast<double>(m_rows);
    for (size_t field = 0; field < dtheta.size(); ++field) {
        const double factor = static_cast<double>(m_gates[field].keep) * m_gates[field].replace / m_tau;
        const double rows = m_seen[field] * meanWeight;
        dtheta[field] = rows > 0 ? static_cast<float>(factor * m_gain[field] / rows) : 0.0F;
    }
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/field_draws.h"

#include <limits>
#include <numbers>
#include <numeric>

namespace leap::synth {
namespace {

/// Distribution function of the standard normal.
double normalShare(double z)
{
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

/// The quantile of the standard normal for `share`, by bisection.
float normalQuantile(double share)
{
    double low = -10, high = 10;
    constexpr int kHalvings = 60;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (normalShare(middle) < share ? low : high) = middle;
    }
    return static_cast<float>((low + high) / 2);
}

/// A factor that is coprime to `values`, so that multiplication is one to one.
int64_t coprimeFactor(int64_t values)
{
    int64_t factor = std::max<int64_t>(1, values * 5 / 8);
    while (std::gcd(factor, values) != 1)
        ++factor;
    return factor;
}

} // namespace

FieldDraws::FieldDraws(const FieldSpec& spec, uint64_t seed)
    : m_spec(spec)
    , m_draws(streamKey(seed, "synth/draw/" + spec.name))
    , m_missing(streamKey(seed, "synth/missing/" + spec.name))
    , m_block(streamKey(seed, "synth/block/" + spec.block))
    , m_worthKey(streamKey(seed, "synth/worth/" + spec.name))
    , m_seed(seed)
    , m_zipf(std::max<int64_t>(1, spec.values))
    , m_copyFactor(coprimeFactor(std::max<int64_t>(1, spec.values)))
{
    if (spec.draw == Draw::Quantile)
        for (int64_t i = 0; i < spec.values; ++i)
            m_quantileWorth.push_back(
                normalQuantile((static_cast<double>(i) + 0.5) / static_cast<double>(spec.values)));
}

int64_t FieldDraws::rankAt(int64_t row, float normal) const
{
    const uint64_t bits = m_draws.bitsAt(static_cast<uint64_t>(row));
    switch (m_spec.draw) {
    case Draw::Zipf:
        return m_zipf(bits);
    case Draw::Even:
        return evenDraw(bits, m_spec.values);
    case Draw::Sparse: {
        const double active = unit(bits) / m_spec.activeShare;
        return active >= 1 ? 0 : 1 + static_cast<int64_t>(active * static_cast<double>(m_spec.values - 1));
    }
    case Draw::Quantile:
        return std::min(m_spec.values - 1,
                        static_cast<int64_t>(normalShare(normal) * static_cast<double>(m_spec.values)));
    case Draw::Count:
        return static_cast<int64_t>(std::exp(m_spec.spread * (normal + 1)));
    default:
        return 0;
    }
}

void FieldDraws::drawNormals(int64_t first, int column, std::vector<float>& out) const
{
    const RandomStream own(
        column == 0 ? streamKey(m_seed, "synth/normal/" + m_spec.name)
                    : streamKey(m_seed, "synth/normal/" + m_spec.name, static_cast<uint64_t>(column)));
    const auto common = static_cast<float>(std::sqrt(m_spec.correlation));
    const auto alone = static_cast<float>(std::sqrt(1 - m_spec.correlation));
    for (size_t i = 0; i < out.size();) {
        const auto row = static_cast<uint64_t>(first) + i;
        const auto pair = own.normalPairAt(row / 2);
        const auto shared = common > 0 ? m_block.normalPairAt(row / 2) : std::pair<float, float>();
        if (row % 2 == 0)
            out[i++] = alone * pair.first + common * shared.first;
        if (i < out.size())
            out[i++] = alone * pair.second + common * shared.second;
    }
}

void FieldDraws::draw(int64_t first, std::span<ColumnCells> columns) const
{
    if (m_spec.draw == Draw::Normal) {
        for (size_t column = 0; column < columns.size(); ++column) {
            drawNormals(first, static_cast<int>(column), columns[column].real);
            leaveOut(first, columns[column]);
        }
        return;
    }
    auto& ranks = columns[0].whole;
    std::vector<float> normals;
    if (m_spec.draw == Draw::Quantile || m_spec.draw == Draw::Count) {
        normals.resize(ranks.size());
        drawNormals(first, 0, normals);
    }
    for (size_t i = 0; i < ranks.size(); ++i)
        ranks[i] = rankAt(first + static_cast<int64_t>(i), normals.empty() ? 0 : normals[i]);
    leaveOut(first, columns[0]);
}

void FieldDraws::leaveOut(int64_t first, ColumnCells& cells) const
{
    if (m_spec.missing <= 0)
        return;
    const auto missing = [&](size_t i) {
        return unit(m_missing.bitsAt(static_cast<uint64_t>(first) + i)) < m_spec.missing;
    };
    for (size_t i = 0; i < cells.whole.size(); ++i)
        cells.whole[i] = missing(i) ? kMissing : cells.whole[i];
    for (size_t i = 0; i < cells.real.size(); ++i)
        cells.real[i] = missing(i) ? std::numeric_limits<float>::quiet_NaN() : cells.real[i];
}

void FieldDraws::rename(std::vector<int64_t>& ranks) const
{
    if (m_spec.form != CellForm::Hex)
        return;
    const auto salt = static_cast<uint32_t>(m_worthKey >> 32);
    for (int64_t& rank : ranks)
        rank = rank == kMissing ? kMissing : scrambled(static_cast<uint32_t>(rank) ^ salt);
}

int64_t FieldDraws::copied(int64_t rank) const
{
    if (rank == kMissing || m_spec.values == 0 || m_spec.form == CellForm::Hex)
        return rank; // Hex is renamed in rename()
    return (rank * m_copyFactor + 1) % m_spec.values;
}

float FieldDraws::rawWorth(int64_t rank) const
{
    switch (m_spec.draw) {
    case Draw::Quantile:
        return m_quantileWorth[static_cast<size_t>(rank)];
    case Draw::Count:
        return static_cast<float>(std::log1p(static_cast<double>(rank)));
    case Draw::Sparse:
        return rank == 0 ? 0.0F : rank % 2 == 1 ? 1.0F : -1.0F;
    default:
        return synth::worth(mix64(m_worthKey + static_cast<uint64_t>(rank) * 0x9E3779B97F4A7C15ull));
    }
}

void FieldDraws::scale(double mean, double deviation)
{
    m_mean = static_cast<float>(mean);
    m_factor = deviation > 0 ? static_cast<float>(m_spec.strength / deviation) : 0;
}

} // namespace leap::synth

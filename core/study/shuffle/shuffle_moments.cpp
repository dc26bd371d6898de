// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/shuffle/shuffle_moments.h"

#include "core/metric/normal.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

double halfWidth(double error)
{
    static const double z = normalQuantile(0.975);
    return z * error;
}

} // namespace

double Estimate::low() const
{
    return mean - halfWidth(error);
}

double Estimate::high() const
{
    return mean + halfWidth(error);
}

double Estimate::standardised() const
{
    return error > 0 ? mean / error : 0;
}

void ShuffleMoments::Sums::add(const Sums& other)
{
    own += other.own;
    ownWeight += other.ownWeight;
    both += other.both;
    bothWeight += other.bothWeight;
}

void ShuffleMoments::Squares::add(double value, double weight)
{
    squares += value * value;
    crossed += value * weight;
    weights += weight * weight;
}

double ShuffleMoments::Squares::about(double mean) const
{
    return squares - 2 * mean * crossed + mean * mean * weights;
}

void ShuffleMoments::beginBlock(int64_t rows, std::span<const float> weight, int repeats,
                                std::span<const int32_t> group)
{
    m_weight = weight;
    m_group = group;
    m_repeats = repeats;
    m_donors = false;
    const auto size = static_cast<size_t>(rows);
    m_own.assign(size, 0);
    m_given.assign(size, 0);
    m_givenWeight.assign(size, 0);
}

void ShuffleMoments::addRepeat(std::span<const double> difference, std::span<const int64_t> from)
{
    m_donors = m_donors || !from.empty();
    const double share = 1.0 / m_repeats;
    for (size_t row = 0; row < difference.size(); ++row) {
        const double weight = weightOf(row), change = weight * difference[row];
        m_own[row] += share * change;
        m_single.squares += share * change * change;
        m_single.crossed += share * change * weight;
        if (from.empty())
            continue;
        m_given[static_cast<size_t>(from[row])] += share * change;
        m_givenWeight[static_cast<size_t>(from[row])] += share * weight;
    }
}

void ShuffleMoments::endBlock()
{
    for (size_t row = 0; row < m_own.size(); ++row) {
        const double weight = weightOf(row);
        m_weights += weight;
        m_sum += m_own[row];
        m_single.weights += weight * weight;
        const Sums sums{m_own[row], weight, m_own[row] + m_given[row], weight + m_givenWeight[row]};
        if (m_group.empty()) {
            m_units.add(sums);
            continue;
        }
        const auto group = static_cast<size_t>(m_group[row]);
        if (group >= m_groups.size())
            m_groups.resize(group + 1);
        m_groups[group].add(sums);
    }
}

void ShuffleMoments::Units::add(const Sums& unit)
{
    if (unit.ownWeight == 0 && unit.bothWeight == 0)
        return; // a group without rows here
    ++count;
    own.add(unit.own, unit.ownWeight);
    both.add(unit.both, unit.bothWeight);
}

Estimate ShuffleMoments::estimate() const
{
    if (!(m_weights > 0))
        return {};
    const double mean = m_sum / m_weights;
    Units units = m_units;
    for (const Sums& group : m_groups)
        units.add(group);
    double variance = units.own.about(mean);
    if (m_donors)
        variance = std::max(variance, units.both.about(mean) - m_single.about(mean) / m_repeats);
    const double correction =
        units.count > 1 ? static_cast<double>(units.count) / static_cast<double>(units.count - 1) : 0.0;
    return {mean, std::sqrt(std::max(0.0, variance) * correction) / m_weights};
}

} // namespace leap

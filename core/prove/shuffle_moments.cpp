// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/shuffle_moments.h"

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

void ShuffleMoments::beginBlock(int64_t rows, std::span<const float> weight, int repeats)
{
    m_weight = weight;
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
        m_singleSquares += share * change * change;
        m_singleWeight += share * change * weight;
        if (from.empty())
            continue;
        m_given[static_cast<size_t>(from[row])] += share * change;
        m_givenWeight[static_cast<size_t>(from[row])] += share * weight;
    }
}

void ShuffleMoments::endBlock()
{
    for (size_t row = 0; row < m_own.size(); ++row) {
        const double weight = weightOf(row), both = m_own[row] + m_given[row];
        const double bothWeight = weight + m_givenWeight[row];
        m_weights += weight;
        m_sum += m_own[row];
        m_ownSquares += m_own[row] * m_own[row];
        m_ownWeight += m_own[row] * weight;
        m_weightSquares += weight * weight;
        m_bothSquares += both * both;
        m_bothWeight += both * bothWeight;
        m_bothWeights += bothWeight * bothWeight;
    }
    m_rows += static_cast<int64_t>(m_own.size());
}

Estimate ShuffleMoments::estimate() const
{
    if (!(m_weights > 0))
        return {};
    const double mean = m_sum / m_weights;
    const auto centred = [&](double squares, double weighted, double weights) {
        return squares - 2 * mean * weighted + mean * mean * weights;
    };
    double variance = centred(m_ownSquares, m_ownWeight, m_weightSquares);
    if (m_donors) {
        const double single = centred(m_singleSquares, m_singleWeight, m_weightSquares);
        variance =
            std::max(variance, centred(m_bothSquares, m_bothWeight, m_bothWeights) - single / m_repeats);
    }
    const double correction =
        m_rows > 1 ? static_cast<double>(m_rows) / static_cast<double>(m_rows - 1) : 0.0;
    return {mean, std::sqrt(std::max(0.0, variance) * correction) / m_weights};
}

} // namespace leap

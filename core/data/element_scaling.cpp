// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/element_scaling.h"

#include <algorithm>
#include <cmath>

namespace leap {

void ElementScaling::apply(const float* v, size_t width, float* x) const
{
    if (factor.empty()) {
        for (size_t k = 0; k < width; ++k)
            x[k] = v[k] == v[k] ? v[k] : 0.0F; // no branch: one comparison and one mask
        return;
    }
    for (size_t k = 0; k < width; ++k) {
        const float scaled = std::min(std::max((v[k] - shift[k]) * factor[k], -limit), limit);
        x[k] = v[k] == v[k] ? scaled : 0.0F;
    }
}

ElementMoments::ElementMoments(size_t width)
    : m_pivot(width, std::numeric_limits<float>::quiet_NaN())
    , m_counts(width)
    , m_sums(width)
    , m_squares(width)
{
}

void ElementMoments::add(const float* values, int64_t times)
{
    const auto weight = static_cast<double>(times);
    for (size_t k = 0; k < m_pivot.size(); ++k) {
        if (std::isnan(values[k]))
            continue;
        if (m_counts[k] == 0)
            m_pivot[k] = values[k];
        const double difference = static_cast<double>(values[k]) - static_cast<double>(m_pivot[k]);
        m_counts[k] += times;
        m_sums[k] += weight * difference;
        m_squares[k] += weight * difference * difference;
    }
}

double ElementMoments::mean(size_t k) const
{
    return m_counts[k] == 0 ? 0
                            : static_cast<double>(m_pivot[k]) + m_sums[k] / static_cast<double>(m_counts[k]);
}

double ElementMoments::deviation(size_t k) const
{
    if (m_counts[k] == 0)
        return 0;
    const auto count = static_cast<double>(m_counts[k]);
    return std::sqrt(std::max(0.0, m_squares[k] - m_sums[k] * m_sums[k] / count) / count);
}

double ElementMoments::rms() const
{
    double squares = 0, all = 0;
    for (size_t k = 0; k < m_pivot.size(); ++k) {
        const auto count = static_cast<double>(m_counts[k]);
        squares += count * (mean(k) * mean(k) + deviation(k) * deviation(k));
        all += count;
    }
    return all > 0 ? std::sqrt(squares / all) : 0;
}

ElementScaling ElementMoments::scaling(VectorScaling kind, double scale, double clip) const
{
    ElementScaling result;
    if (kind == VectorScaling::None)
        return result;
    const size_t width = m_pivot.size();
    result.shift.assign(width, 0.0F);
    if (kind == VectorScaling::FieldRms) {
        result.factor.assign(width, static_cast<float>(rms() > 0 ? scale / rms() : 0));
        return result;
    }
    result.limit = static_cast<float>(clip * scale);
    for (size_t k = 0; k < width; ++k) {
        result.shift[k] = static_cast<float>(mean(k));
        result.factor.push_back(static_cast<float>(deviation(k) > 0 ? scale / deviation(k) : 0));
    }
    return result;
}

} // namespace leap

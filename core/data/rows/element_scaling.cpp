// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/element_scaling.h"

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
    : m_pivot(width)
    , m_counts(width)
    , m_sums(width)
    , m_squares(width)
    , m_open(width)
{
}

void ElementMoments::add(const float* values, int64_t times)
{
    for (size_t k = 0; k < m_pivot.size() && m_open > 0; ++k) {
        if (m_counts[k] == 0 && !std::isnan(values[k])) {
            m_pivot[k] = values[k];
            --m_open;
        }
    }
    const auto weight = static_cast<double>(times);
    for (size_t k = 0; k < m_pivot.size(); ++k) { // without branches: a compiler makes vectors of it
        const bool there = values[k] == values[k];
        const double difference =
            there ? static_cast<double>(values[k]) - static_cast<double>(m_pivot[k]) : 0.0;
        m_counts[k] += there ? times : 0;
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

double ElementMoments::rms(size_t begin, size_t width) const
{
    double squares = 0, all = 0;
    for (size_t k = begin; k < begin + width; ++k) {
        const auto count = static_cast<double>(m_counts[k]);
        squares += count * (mean(k) * mean(k) + deviation(k) * deviation(k));
        all += count;
    }
    return all > 0 ? std::sqrt(squares / all) : 0;
}

ElementScaling ElementMoments::scaling(VectorScaling kind, double scale, double clip, size_t begin,
                                       size_t width) const
{
    ElementScaling result;
    if (kind == VectorScaling::None)
        return result;
    result.shift.assign(width, 0.0F);
    if (kind == VectorScaling::FieldRms) {
        const double all = rms(begin, width);
        result.factor.assign(width, static_cast<float>(all > 0 ? scale / all : 0));
        return result;
    }
    result.limit = static_cast<float>(clip * scale);
    for (size_t k = 0; k < width; ++k) {
        const double spread = deviation(begin + k);
        result.shift[k] = static_cast<float>(mean(begin + k));
        result.factor.push_back(static_cast<float>(spread > 0 ? scale / spread : 0));
    }
    return result;
}

double ElementMoments::rmsScaled(VectorScaling kind, double scale, size_t begin, size_t width) const
{
    const double all = rms(begin, width);
    return kind == VectorScaling::None ? all : all > 0 ? scale : 0;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transform/field_means.h"

#include "core/model/transform/split_work.h"

#include <cmath>

namespace leap {

void columnMeans(const HostRows& x, int64_t columns, std::span<float> mean)
{
    splitWork(columns, x.count * 2, [&](int64_t begin, int64_t end) {
        std::vector<double> sums(static_cast<size_t>(end - begin), 0.0);
        for (int64_t row = 0; row < x.count; ++row) {
            const float* values = x.row(row) + begin;
            for (size_t column = 0; column < sums.size(); ++column)
                sums[column] += values[column];
        }
        for (size_t column = 0; column < sums.size(); ++column)
            mean[static_cast<size_t>(begin) + column] =
                static_cast<float>(sums[column] / static_cast<double>(x.count));
    });
}

float distance(const float* a, const float* b, int64_t begin, int64_t end)
{
    float sum = 0;
    for (int64_t column = begin; column < end; ++column)
        sum += (a[column] - b[column]) * (a[column] - b[column]);
    return std::sqrt(sum);
}

void FieldSums::begin(int64_t rows)
{
    m_sums.assign(static_cast<size_t>(rowBlocks(rows)) * m_fields, 0.0);
}

void FieldSums::finish(double factor, std::span<float> out) const
{
    for (size_t field = 0; field < m_fields; ++field) {
        double sum = 0;
        for (size_t at = field; at < m_sums.size(); at += m_fields)
            sum += m_sums[at];
        out[field] = static_cast<float>(factor * sum);
    }
}

} // namespace leap

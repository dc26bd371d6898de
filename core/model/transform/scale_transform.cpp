// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transform/field_means.h"
#include "core/model/transform/row_transform.h"
#include "core/model/transform/split_work.h"

#include <algorithm>

namespace leap {
namespace {

class ScaleTransform final : public RowTransform {
public:
    explicit ScaleTransform(const std::vector<int64_t>& ranges)
        : m_ranges(ranges)
        , m_columnScale(static_cast<size_t>(ranges.back()))
        , m_sums(ranges.size() - 1)
    {
    }

    void forward(const HostRows& x, const Step& step, float* out) override
    {
        for (size_t field = 0; field + 1 < m_ranges.size(); ++field)
            std::fill(m_columnScale.begin() + m_ranges[field], m_columnScale.begin() + m_ranges[field + 1],
                      step.theta[field]);
        const auto columns = static_cast<int64_t>(m_columnScale.size());
        overRowBlocks(x.count, columns, [&](const RowBlock& block) {
            for (int64_t row = block.first; row < block.first + block.rows; ++row) {
                for (int64_t column = 0; column < columns; ++column)
                    out[row * x.stride + column] =
                        m_columnScale[static_cast<size_t>(column)] * x.row(row)[column];
            }
        });
    }

    void backward(const HostRows& x, float* gradient, std::span<float> dtheta) override
    {
        m_sums.begin(x.count);
        overRowBlocks(x.count, 3 * m_ranges.back(), [&](const RowBlock& block) {
            const auto sums = m_sums.block(block.index);
            for (int64_t row = block.first; row < block.first + block.rows; ++row)
                backOne(x.row(row), gradient + row * x.stride, sums);
        });
        if (!dtheta.empty())
            m_sums.finish(1, dtheta);
    }

private:
    void backOne(const float* x, float* gradient, std::span<double> sums) const
    {
        for (size_t field = 0; field < sums.size(); ++field) {
            float sum = 0;
            for (int64_t column = m_ranges[field]; column < m_ranges[field + 1]; ++column) {
                sum += gradient[column] * x[column];
                gradient[column] *= m_columnScale[static_cast<size_t>(column)];
            }
            sums[field] += sum;
        }
    }

    std::vector<int64_t> m_ranges;
    std::vector<float> m_columnScale; ///< [D]
    FieldSums m_sums;
};

} // namespace

std::unique_ptr<RowTransform> makeScaleTransform(const std::vector<int64_t>& ranges)
{
    return std::make_unique<ScaleTransform>(ranges);
}

} // namespace leap

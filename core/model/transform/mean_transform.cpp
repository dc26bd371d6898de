// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/gate_math.h"
#include "core/model/transform/field_means.h"
#include "core/model/transform/row_transform.h"
#include "core/model/transform/split_work.h"

namespace leap {
namespace {

class MeanTransform final : public RowTransform {
public:
    explicit MeanTransform(const std::vector<int64_t>& ranges)
        : m_ranges(ranges)
        , m_mean(static_cast<size_t>(ranges.back()))
        , m_gates(ranges.size() - 1)
        , m_divergence(ranges.size() - 1)
        , m_sums(ranges.size() - 1)
    {
    }

    void forward(const HostRows& x, const Step& step, float* out) override
    {
        m_tau = step.tau;
        for (size_t field = 0; field < m_gates.size(); ++field)
            m_gates[field] = gate::gateWeights(step.theta[field], step.tau);
        columnMeans(x, m_ranges.back(), m_mean);
        m_sums.begin(x.count);
        overRowBlocks(x.count, 4 * m_ranges.back(), [&](const RowBlock& block) {
            const auto sums = m_sums.block(block.index);
            for (int64_t row = block.first; row < block.first + block.rows; ++row)
                forwardOne(x.row(row), out + row * x.stride, sums);
        });
        m_sums.finish(1 / static_cast<double>(x.count), m_divergence);
    }

    void backward(const HostRows& x, float* gradient, std::span<float> dtheta) override
    {
        m_sums.begin(x.count);
        overRowBlocks(x.count, 4 * m_ranges.back(), [&](const RowBlock& block) {
            const auto sums = m_sums.block(block.index);
            for (int64_t row = block.first; row < block.first + block.rows; ++row)
                backOne(x.row(row), gradient + row * x.stride, sums);
        });
        if (!dtheta.empty())
            m_sums.finish(1 / m_tau, dtheta);
    }

    std::span<const float> divergence() const override { return m_divergence; }

private:
    void forwardOne(const float* x, float* out, std::span<double> sums) const
    {
        for (size_t field = 0; field < sums.size(); ++field) {
            sums[field] += distance(x, m_mean.data(), m_ranges[field], m_ranges[field + 1]);
            for (int64_t column = m_ranges[field]; column < m_ranges[field + 1]; ++column)
                out[column] = m_gates[field].keep * x[column]
                    + m_gates[field].replace * m_mean[static_cast<size_t>(column)];
        }
    }

    /// d loss / d theta_i = g (1 - g) / tau sum <d x~, x - m>
    void backOne(const float* x, float* gradient, std::span<double> sums) const
    {
        for (size_t field = 0; field < sums.size(); ++field) {
            float sum = 0;
            for (int64_t column = m_ranges[field]; column < m_ranges[field + 1]; ++column) {
                sum += gradient[column] * (x[column] - m_mean[static_cast<size_t>(column)]);
                gradient[column] *= m_gates[field].keep;
            }
            sums[field] += static_cast<double>(m_gates[field].keep) * m_gates[field].replace * sum;
        }
    }

    std::vector<int64_t> m_ranges;
    double m_tau = 1;
    std::vector<float> m_mean; ///< [D]
    std::vector<gate::GateWeights<float>> m_gates;
    std::vector<float> m_divergence;
    FieldSums m_sums;
};

} // namespace

std::unique_ptr<RowTransform> makeMeanTransform(const std::vector<int64_t>& ranges)
{
    return std::make_unique<MeanTransform>(ranges);
}

} // namespace leap

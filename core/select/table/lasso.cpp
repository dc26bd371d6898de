// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/lasso.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

/// A sweep that moves no prediction by more than this share of the label's deviation ends a fit.
constexpr double kTolerance = 1e-9;
constexpr int kMostSweeps = 20'000;
/// A variance below this share of the mean's square is rounding.
constexpr double kLeastVariance = 1e-12;

double softThreshold(double value, double by)
{
    return value > by ? value - by : value < -by ? value + by : 0;
}

/// The rows' weights, with mean one.
class RowWeights {
public:
    explicit RowWeights(const FeatureTable& table)
        : m_table(table)
    {
        double sum = 0;
        for (const float weight : table.weight)
            sum += weight;
        m_scale = sum > 0 ? 1 / sum : table.rows > 0 ? 1 / static_cast<double>(table.rows) : 0;
    }
    /// Divided by the number of rows.
    [[nodiscard]] double of(int64_t row) const
    {
        return m_table.weight.empty() ? m_scale : m_table.weight[static_cast<size_t>(row)] * m_scale;
    }

private:
    const FeatureTable& m_table;
    double m_scale;
};

const float* rowOf(const FeatureTable& table, int64_t row)
{
    return table.values.data() + row * table.columns;
}

/// sum += factor x values
void addTo(std::vector<double>& sum, double factor, const float* values)
{
    for (size_t column = 0; column < sum.size(); ++column)
        sum[column] += factor * static_cast<double>(values[column]);
}

} // namespace

Lasso::Lasso(const FeatureTable& table)
    : m_table(table)
    , m_mean(static_cast<size_t>(table.columns), 0.0)
    , m_variance(m_mean.size(), 0.0)
    , m_pull(m_mean.size(), 0.0)
    , m_products(m_mean.size())
    , m_coefficients(m_mean.size(), 0.0)
{
    const RowWeights weights(table);
    for (int64_t row = 0; row < table.rows; ++row) {
        addTo(m_mean, weights.of(row), rowOf(table, row));
        m_labelMean += weights.of(row) * table.label[static_cast<size_t>(row)];
    }
    double labelVariance = 0;
    for (int64_t row = 0; row < table.rows; ++row) {
        const double label = table.label[static_cast<size_t>(row)] - m_labelMean;
        const double weight = weights.of(row);
        labelVariance += weight * label * label;
        const float* values = rowOf(table, row);
        for (size_t column = 0; column < m_mean.size(); ++column) {
            const double distance = values[column] - m_mean[column];
            m_variance[column] += weight * distance * distance;
            m_pull[column] += weight * distance * label;
        }
    }
    m_labelDeviation = std::sqrt(labelVariance);
    for (size_t column = 0; column < m_mean.size(); ++column) {
        if (m_variance[column] <= kLeastVariance * m_mean[column] * m_mean[column])
            m_variance[column] = 0;
    }
}

/// One pass over the table for all of them.
void Lasso::addProducts(const std::vector<size_t>& columns)
{
    const RowWeights weights(m_table);
    for (const size_t column : columns)
        m_products[column].assign(m_mean.size(), 0.0);
    constexpr int64_t kRowsAtOnce = 32; // they stay in the cache while each column's sums go over them
    for (int64_t begin = 0; begin < m_table.rows; begin += kRowsAtOnce) {
        const int64_t end = std::min(begin + kRowsAtOnce, m_table.rows);
        for (const size_t column : columns) {
            for (int64_t row = begin; row < end; ++row) {
                const float* values = rowOf(m_table, row);
                const double distance = values[column] - m_mean[column]; // the others' means drop out
                if (distance != 0)
                    addTo(m_products[column], weights.of(row) * distance, values);
            }
        }
    }
    m_active.insert(m_active.end(), columns.begin(), columns.end());
}

void Lasso::move(size_t column, double change)
{
    m_coefficients[column] += change;
    const std::vector<double>& products = m_products[column];
    for (size_t other = 0; other < m_pull.size(); ++other)
        m_pull[other] -= change * products[other];
}

/// @return the largest move of a prediction's deviation
double Lasso::sweep(double alpha)
{
    double largest = 0;
    for (const size_t column : m_active) {
        const double now = m_coefficients[column];
        const double next =
            softThreshold(m_pull[column] + m_variance[column] * now, alpha) / m_variance[column];
        if (next == now)
            continue;
        move(column, next - now);
        largest = std::max(largest, std::abs(next - now) * std::sqrt(m_variance[column]));
    }
    return largest;
}

/// Columns outside the active set that the penalty does not hold at 0.
std::vector<size_t> Lasso::violators(double alpha) const
{
    std::vector<size_t> columns;
    for (size_t column = 0; column < m_pull.size(); ++column) {
        if (m_products[column].empty() && m_variance[column] > 0 && std::abs(m_pull[column]) > alpha)
            columns.push_back(column);
    }
    return columns;
}

const std::vector<double>& Lasso::fit(double alpha, const RunControl& control)
{
    for (std::vector<size_t> fresh = violators(alpha);; fresh = violators(alpha)) {
        if (!fresh.empty())
            addProducts(fresh);
        for (int sweeps = 0; sweeps < kMostSweeps && !control.stopRequested(); ++sweeps) {
            if (sweep(alpha) <= kTolerance * m_labelDeviation)
                break;
        }
        if (violators(alpha).empty() || control.stopRequested())
            return m_coefficients;
    }
}

std::vector<double> Lasso::predict(const FeatureTable& table) const
{
    double intercept = m_labelMean;
    for (size_t column = 0; column < m_mean.size(); ++column)
        intercept -= m_mean[column] * m_coefficients[column];
    std::vector<double> predictions(static_cast<size_t>(table.rows), intercept);
    for (int64_t row = 0; row < table.rows; ++row) {
        const float* values = rowOf(table, row);
        for (const size_t column : m_active)
            predictions[static_cast<size_t>(row)] += m_coefficients[column] * values[column];
    }
    return predictions;
}

} // namespace leap

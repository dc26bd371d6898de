// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/gradient_scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

double weightOf(const Batch& batch)
{
    return batch.weight.empty() ? static_cast<double>(batch.rows)
                                : std::accumulate(batch.weight.begin(), batch.weight.end(), 0.0);
}

/// The rows of a batch and the gradient of its weighted loss in them.
class RowSlopes {
public:
    RowSlopes(TrainedModel& model, size_t columns)
        : m_model(model)
        , m_columns(columns)
    {
    }
    void read(const Batch& batch)
    {
        m_x.resize(static_cast<size_t>(batch.rows) * m_columns);
        m_gradient.resize(m_x.size());
        m_model.read(batch, m_x);
        m_model.weightedGradients(m_x, batch, m_gradient);
    }
    [[nodiscard]] const std::vector<float>& x() const { return m_x; }
    [[nodiscard]] const std::vector<float>& gradient() const { return m_gradient; }

private:
    TrainedModel& m_model;
    size_t m_columns;
    std::vector<float> m_x, m_gradient; ///< [rows, D]
};

} // namespace

std::vector<double> sharkScores(TrainedModel& model, BatchSource& rows, const std::vector<int64_t>& ranges)
{
    const auto columns = static_cast<size_t>(ranges.back());
    std::vector<double> sumX(columns, 0.0), sumG(columns, 0.0), sumGx(columns, 0.0);
    double weights = 0, count = 0;
    RowSlopes slopes(model, columns);
    Batch batch;
    rows.reset(0);
    while (rows.next(batch)) {
        slopes.read(batch);
        const auto &x = slopes.x(), &gradient = slopes.gradient();
        for (size_t at = 0; at < x.size(); ++at) {
            const size_t column = at % columns;
            sumX[column] += x[at];
            sumG[column] += gradient[at];
            sumGx[column] += double{gradient[at]} * x[at];
        }
        count += static_cast<double>(batch.rows);
        weights += weightOf(batch);
    }
    std::vector<double> score(ranges.size() - 1, 0.0);
    for (size_t field = 0; field < score.size() && weights > 0; ++field) {
        for (auto column = static_cast<size_t>(ranges[field]);
             column < static_cast<size_t>(ranges[field + 1]); ++column)
            score[field] += (sumG[column] * sumX[column] / count - sumGx[column]) / weights;
    }
    return score;
}

std::vector<double> sfsScores(TrainedModel& model, BatchSource& rows, const std::vector<int64_t>& ranges,
                              int64_t mostBatches)
{
    const auto columns = static_cast<size_t>(ranges.back());
    std::vector<double> score(ranges.size() - 1, 0.0);
    RowSlopes slopes(model, columns);
    Batch batch;
    int64_t batches = 0;
    rows.reset(0);
    while (batches < mostBatches && rows.next(batch)) {
        slopes.read(batch);
        const auto &x = slopes.x(), &gradient = slopes.gradient();
        const double weights = weightOf(batch);
        ++batches;
        for (size_t field = 0; field < score.size() && weights > 0; ++field) {
            double ofMask = 0;
            for (size_t row = 0; row < x.size(); row += columns) {
                for (int64_t column = ranges[field]; column < ranges[field + 1]; ++column)
                    ofMask += double{gradient[row + static_cast<size_t>(column)]}
                        * x[row + static_cast<size_t>(column)];
            }
            score[field] += std::abs(ofMask) / weights;
        }
    }
    for (double& value : score)
        value /= static_cast<double>(std::max<int64_t>(1, batches));
    return score;
}

} // namespace leap

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

} // namespace

std::vector<double> sharkScores(RowGradients& gradients, BatchSource& rows,
                                const std::vector<int64_t>& ranges)
{
    const auto columns = static_cast<size_t>(ranges.back());
    std::vector<double> sumX(columns, 0.0), sumG(columns, 0.0), sumGx(columns, 0.0);
    double weights = 0, count = 0;
    Batch batch;
    std::vector<float> x, gradient;
    rows.reset(0);
    while (rows.next(batch)) {
        gradients.read(batch, x, gradient);
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

std::vector<double> sfsScores(RowGradients& gradients, BatchSource& rows, const std::vector<int64_t>& ranges,
                              int64_t mostBatches)
{
    const auto columns = static_cast<size_t>(ranges.back());
    std::vector<double> score(ranges.size() - 1, 0.0);
    Batch batch;
    std::vector<float> x, gradient;
    int64_t batches = 0;
    rows.reset(0);
    while (batches < mostBatches && rows.next(batch)) {
        gradients.read(batch, x, gradient);
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

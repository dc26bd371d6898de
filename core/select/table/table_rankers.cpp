// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/table_rankers.h"

#include "core/base/text.h"
#include "core/select/table/lasso.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr int kPenalties = 10;

struct Scale {
    std::vector<double> mean;
    std::vector<double> inverse; ///< 1 / standard deviation; 0 for a constant column
};

Scale scaleOf(const FeatureTable& table)
{
    const auto columns = static_cast<size_t>(table.columns);
    Scale scale{std::vector<double>(columns, 0.0), std::vector<double>(columns, 0.0)};
    std::vector<double> squares(columns, 0.0);
    for (size_t at = 0; at < table.values.size(); ++at)
        scale.mean[at % columns] += table.values[at] / static_cast<double>(table.rows);
    for (size_t at = 0; at < table.values.size(); ++at) {
        const double distance = table.values[at] - scale.mean[at % columns];
        squares[at % columns] += distance * distance / static_cast<double>(table.rows);
    }
    for (size_t column = 0; column < columns; ++column)
        scale.inverse[column] = squares[column] > 1e-20 ? 1 / std::sqrt(squares[column]) : 0;
    return scale;
}

FeatureTable standardised(const FeatureTable& table, const Scale& scale)
{
    FeatureTable result = table;
    const auto columns = static_cast<size_t>(table.columns);
    for (size_t at = 0; at < result.values.size(); ++at)
        result.values[at] =
            static_cast<float>((table.values[at] - scale.mean[at % columns]) * scale.inverse[at % columns]);
    return result;
}

double squaredError(const std::vector<double>& prediction, const FeatureTable& table)
{
    double sum = 0, weights = 0;
    for (size_t row = 0; row < prediction.size(); ++row) {
        const double w = table.weight.empty() ? 1.0 : table.weight[row];
        const double distance = prediction[row] - table.label[row];
        sum += w * distance * distance;
        weights += w;
    }
    return weights > 0 ? sum / weights : std::numeric_limits<double>::infinity();
}

} // namespace

TunedLasso tuneLasso(const RankerRows& rows, const RunControl& control)
{
    const Scale scale = scaleOf(rows.train);
    const FeatureTable train = standardised(rows.train, scale);
    const FeatureTable validation = standardised(rows.validation, scale);
    Lasso lasso(train);
    TunedLasso best;
    best.coefficients.resize(static_cast<size_t>(train.columns), 0.0);
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < kPenalties && !control.stopRequested(); ++i) {
        const double alpha = 0.1 * std::pow(1e-3, i / double{kPenalties - 1});
        const std::vector<double>& coefficients = lasso.fit(alpha, control);
        const double error = squaredError(lasso.predict(validation), validation);
        if (i == 0 || error < least) {
            least = error;
            best = {alpha, coefficients};
        }
    }
    return best;
}

std::vector<double> forestScores(const FeatureTable& table, int trees, XgbParameters parameters)
{
    const auto columns = static_cast<double>(table.columns);
    parameters["num_parallel_tree"] = std::to_string(trees);
    parameters["eta"] = "1";
    parameters["subsample"] = "0.632";
    parameters["colsample_bynode"] = shortest(std::min(1.0, std::max(1.0, std::sqrt(columns)) / columns));
    parameters["max_depth"] = "10";
    parameters["lambda"] = "0";
    parameters["min_child_weight"] = "0";
    return XgbModel(table, parameters, 1, [] { return false; }).scores("total_gain");
}

} // namespace leap

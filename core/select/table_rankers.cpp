// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table_rankers.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace leap {
namespace {

constexpr int kRounds = 300;
constexpr int kPenalties = 10;

/// Rounds of coordinate descent from zero. `lambda` is XGBoost's second penalty.
XgbModel fitLasso(const FeatureTable& table, double alpha)
{
    return {table,
            {{"booster", "gblinear"},
             {"objective", "reg:squarederror"},
             {"updater", "coord_descent"},
             {"feature_selector", "cyclic"},
             {"eta", "1"},
             {"lambda", "0"},
             {"alpha", shortest(alpha)},
             {"base_score", "0"},
             {"nthread", "1"}},
            kRounds,
            [] { return false; }};
}

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

double squaredError(const std::vector<float>& prediction, const FeatureTable& table)
{
    double sum = 0, weights = 0;
    for (size_t row = 0; row < prediction.size(); ++row) {
        const double w = table.weight.empty() ? 1.0 : table.weight[row];
        const double distance = double{prediction[row]} - table.label[row];
        sum += w * distance * distance;
        weights += w;
    }
    return weights > 0 ? sum / weights : std::numeric_limits<double>::infinity();
}

} // namespace

std::vector<double> lassoCoefficients(const FeatureTable& table, double alpha)
{
    return fitLasso(table, alpha).scores("weight");
}

TunedLasso tuneLasso(const RankerRows& rows, const RunControl& control)
{
    const Scale scale = scaleOf(rows.train);
    const FeatureTable train = standardised(rows.train, scale);
    const FeatureTable validation = standardised(rows.validation, scale);
    TunedLasso best;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < kPenalties && !control.stopRequested(); ++i) {
        const double alpha = 0.1 * std::pow(1e-3, i / double{kPenalties - 1});
        const XgbModel model = fitLasso(train, alpha);
        const double error = squaredError(model.predict(validation), validation);
        if (best.coefficients.empty() || error < least) {
            least = error;
            best = {alpha, model.scores("weight")};
        }
    }
    best.coefficients.resize(static_cast<size_t>(train.columns), 0.0);
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

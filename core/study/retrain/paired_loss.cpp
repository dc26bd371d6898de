// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/paired_loss.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/metric/delong.h"
#include "core/metric/detectable_loss.h"
#include "core/metric/normal.h"
#include "core/metric/paired_bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leap {
namespace {

const Judgement& judgementOf(const RetrainResult& result, TestRows rows)
{
    if (rows == TestRows::Closed)
        return result.validation;
    if (!result.test)
        throw FailureError("A model was to be judged on test rows that were not opened.");
    return *result.test;
}

PairedMetric pairedMetric(LossMetric metric)
{
    switch (metric) {
    case LossMetric::Auc:
        return PairedMetric::Auc;
    case LossMetric::LogLoss:
        return PairedMetric::LogLoss;
    case LossMetric::GaucByImpressions:
        return PairedMetric::GaucByImpressions;
    case LossMetric::GaucPlain:
        return PairedMetric::GaucPlain;
    }
    return PairedMetric::Auc;
}

/// One seed's pair: second - first and its standard error.
struct Pair {
    double difference = 0;
    double error = 0;
    std::string method;
    std::string reason;
};

Pair byDelong(const Predictions& first, const Predictions& second)
{
    const AucDifference result = delongTest(first.logit, second.logit, first.label);
    return {result.difference, result.error, "DeLong", result.reason};
}

Pair byBootstrap(const Predictions& first, const Predictions& second, LossMetric metric)
{
    const bool groups = !first.group.empty();
    const BootstrapPlan plan{.replicates = 1000, .unit = groups ? Resample::Groups : Resample::Rows};
    const PairedDifference result = pairedBootstrap(
        {first.logit, second.logit, first.label, first.weight, first.group}, pairedMetric(metric), plan);
    return {result.difference, result.error,
            groups ? "paired bootstrap of groups" : "paired bootstrap of rows", result.reason};
}

/// DeLong's variance has no form for weights or for rows that come in groups.
Pair pairOf(const Predictions& first, const Predictions& second, LossMetric metric)
{
    if (metric == LossMetric::Auc && first.weight.empty() && first.group.empty())
        return byDelong(first, second);
    return byBootstrap(first, second, metric);
}

double bound(const PairedLoss& loss, double level)
{
    const double byRows = normalQuantile(level) * loss.rowError;
    const double bySeeds = loss.seeds > 1 ? studentQuantile(level, loss.seeds - 1) * loss.seedError : 0;
    return std::hypot(byRows, bySeeds);
}

} // namespace

LossMetric defaultLossMetric(const Dataset& dataset)
{
    return dataset.schema.groupId.empty() ? LossMetric::Auc : LossMetric::GaucByImpressions;
}

const MetricValue& metricOf(const Evaluation& figures, LossMetric metric)
{
    switch (metric) {
    case LossMetric::LogLoss:
        return figures.logLoss;
    case LossMetric::GaucByImpressions:
        return figures.gaucByImpressions;
    case LossMetric::GaucPlain:
        return figures.gaucPlain;
    case LossMetric::Auc:
        break;
    }
    return figures.auc;
}

double meanMetric(const Trainings& trainings, LossMetric metric, TestRows rows)
{
    double sum = 0;
    for (const auto& training : trainings)
        sum += metricOf(judgementOf(*training, rows).figures, metric).value;
    return sum / static_cast<double>(trainings.size());
}

double PairedLoss::error() const
{
    return seeds > 1 ? std::hypot(rowError, seedError) : rowError;
}

double PairedLoss::upperBound(double level) const
{
    return loss + bound(*this, level);
}

double PairedLoss::lowerBound(double level) const
{
    return loss - bound(*this, level);
}

double PairedLoss::smallestDetectable() const
{
    return smallestDetectableLoss(error());
}

PairedLoss pairedLoss(const Trainings& reference, const Trainings& pruned, LossMetric metric, TestRows rows)
{
    if (reference.empty() || reference.size() != pruned.size())
        throw FailureError("Two sets of trainings to be paired have " + std::to_string(reference.size())
                           + " and " + std::to_string(pruned.size()) + " seeds.");
    PairedLoss result;
    result.seeds = static_cast<int>(reference.size());
    const double worse = metric == LossMetric::LogLoss ? 1 : -1; // a higher log loss is worse
    const double count = result.seeds;
    double sum = 0, squares = 0, errors = 0;
    for (size_t i = 0; i < reference.size(); ++i) {
        const Pair pair =
            pairOf(judgementOf(*reference[i], rows).rows, judgementOf(*pruned[i], rows).rows, metric);
        result.method = pair.method;
        if (!pair.reason.empty() || std::isnan(pair.error)) {
            result.reason = pair.reason.empty() ? "the difference is undefined" : pair.reason;
            return result;
        }
        sum += worse * pair.difference;
        squares += pair.difference * pair.difference;
        errors += pair.error;
    }
    result.loss = sum / count;
    result.rowError = errors / count;
    if (result.seeds > 1)
        result.seedError =
            std::sqrt(std::max(0.0, squares - count * result.loss * result.loss) / (count - 1) / count);
    return result;
}

double studentQuantile(double level, int freedom)
{
    const double v = freedom;
    if (freedom == 1)
        return std::tan(std::numbers::pi * (level - 0.5));
    if (freedom == 2) {
        const double a = 4 * level * (1 - level);
        return 2 * (level - 0.5) * std::sqrt(2 / a);
    }
    // The expansion in 1 / v is enough from 3 on (Abramowitz and Stegun 1964, 26.7.5).
    const double z = normalQuantile(level);
    const double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v)
        + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * v * v * v * v);
}

} // namespace leap

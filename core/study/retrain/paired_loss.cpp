// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/paired_loss.h"

#include "core/base/error.h"
#include "core/base/statistics.h"
#include "core/metric/detectable_loss.h"
#include "core/metric/influence.h"
#include "core/metric/normal.h"

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

/// What one fold's trainings lose, pair by pair, and what each row or group adds to their mean.
struct FoldLoss {
    std::vector<double> losses; ///< [seeds]
    std::vector<double> units;
    std::string reason; ///< why undefined; empty otherwise
};

/// Adds (a - b) / count to the units.
void addDifference(const std::vector<double>& a, const std::vector<double>& b, double count,
                   std::vector<double>& units)
{
    units.resize(a.size(), 0);
    for (size_t i = 0; i < a.size(); ++i)
        units[i] += (a[i] - b[i]) / count;
}

FoldLoss foldLoss(const Trainings& reference, const Trainings& pruned, LossMetric metric, TestRows part)
{
    const double worse = metric == LossMetric::LogLoss ? 1 : -1; // a higher log loss is worse
    FoldLoss fold;
    for (size_t i = 0; i < reference.size(); ++i) {
        const auto influence = [&](const RetrainResult& training) {
            const Predictions& rows = judgementOf(training, part).rows;
            return influenceOf(pairedMetric(metric), {rows.logit, rows.label, rows.weight, rows.group});
        };
        const MetricInfluence first = influence(*reference[i]), second = influence(*pruned[i]);
        for (const MetricInfluence* one : {&first, &second}) {
            if (!one->value.defined())
                fold.reason = one->value.reason;
        }
        if (!fold.reason.empty())
            return fold;
        fold.losses.push_back(worse * (second.value.value - first.value.value));
        addDifference(second.units, first.units, static_cast<double>(reference.size()), fold.units);
    }
    return fold;
}

std::string methodFor(const Predictions& rows, LossMetric metric)
{
    if (metric == LossMetric::Auc && rows.weight.empty() && rows.group.empty())
        return "DeLong";
    return rows.group.empty() ? "jackknife of rows" : "jackknife of groups";
}

/// The mean over folds of their means over seeds, with its errors.
PairedLoss meanOf(const std::vector<FoldLoss>& folds, int seeds)
{
    PairedLoss result;
    result.seeds = seeds;
    result.folds = static_cast<int>(folds.size());
    const auto count = static_cast<double>(folds.size());
    double sum = 0, rowVariance = 0, squares = 0;
    for (const FoldLoss& fold : folds) {
        if (!fold.reason.empty()) {
            result.reason = fold.reason;
            return result;
        }
        sum += mean(fold.losses);
        squares += sumOfSquares(fold.losses);
        const double error = errorOf(fold.units);
        rowVariance += error * error;
    }
    result.loss = sum / count;
    result.rowError = std::sqrt(rowVariance) / count;
    if (seeds > 1)
        result.seedError = std::sqrt(squares / result.freedom() / (count * seeds));
    return result;
}

void requirePairs(const Trainings& reference, const Trainings& pruned)
{
    if (reference.empty() || reference.size() != pruned.size())
        throw FailureError("Two sets of trainings to be paired have " + std::to_string(reference.size())
                           + " and " + std::to_string(pruned.size()) + " seeds.");
}

double bound(const PairedLoss& loss, double level)
{
    const double byRows = normalQuantile(level) * loss.rowError;
    const double bySeeds = loss.seeds > 1 ? studentQuantile(level, loss.freedom()) * loss.seedError : 0;
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
    requirePairs(reference, pruned);
    PairedLoss result =
        meanOf({foldLoss(reference, pruned, metric, rows)}, static_cast<int>(reference.size()));
    result.method = methodFor(judgementOf(*reference[0], rows).rows, metric);
    return result;
}

PairedLoss pairedLossOverFolds(const std::vector<Trainings>& reference, const std::vector<Trainings>& pruned,
                               LossMetric metric)
{
    if (reference.empty() || reference.size() != pruned.size())
        throw FailureError("Two sets of folds to be paired have " + std::to_string(reference.size()) + " and "
                           + std::to_string(pruned.size()) + " folds.");
    std::vector<FoldLoss> folds;
    for (size_t fold = 0; fold < reference.size(); ++fold) {
        requirePairs(reference[fold], pruned[fold]);
        folds.push_back(foldLoss(reference[fold], pruned[fold], metric, TestRows::Open));
    }
    PairedLoss result = meanOf(folds, static_cast<int>(reference[0].size()));
    result.method = methodFor(judgementOf(*reference[0][0], TestRows::Open).rows, metric);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"
#include "core/study/retrain/retrain.h"

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// The metric that a pruned model may lose.
enum class LossMetric { Auc, LogLoss, GaucByImpressions, GaucPlain };
template <> struct EnumNames<LossMetric> {
    static constexpr const char* what = "metric";
    static constexpr EnumName<LossMetric> entries[] = {
        {LossMetric::Auc, "auc", "AUC"},
        {LossMetric::LogLoss, "log-loss", "log loss"},
        {LossMetric::GaucByImpressions, "gauc", "GAUC (by impressions)"},
        {LossMetric::GaucPlain, "gauc-plain", "GAUC (plain mean)"}};
};
[[nodiscard]] inline const char* lossMetricTitle(LossMetric metric) ///< as in tables: "GAUC (by impressions)"
{
    return titleOf(metric);
}
/// GAUC by impressions where there are groups, otherwise AUC.
[[nodiscard]] LossMetric defaultLossMetric(const Dataset& dataset);
[[nodiscard]] const MetricValue& metricOf(const Evaluation& figures, LossMetric metric);

/// Trainings of one kept set, one a seed.
using Trainings = std::vector<std::shared_ptr<const RetrainResult>>;
/// Mean over trainings of a metric on validation (or test) rows; NaN when one is undefined.
[[nodiscard]] double meanMetric(const Trainings& trainings, LossMetric metric, TestRows rows);

/// What a set of fields loses against another, on the same rows, seed by seed. Positive = worse.
struct PairedLoss {
    double loss = std::numeric_limits<double>::quiet_NaN(); ///< mean over seeds
    /// Standard error by the rows (or groups) that happened to be drawn, of the mean over seeds: what each
    /// row adds is averaged over the seeds before it is squared, for the pairs share their rows. See
    /// influence.h.
    double rowError = std::numeric_limits<double>::quiet_NaN();
    /// Standard error by the seeds that happened to be trained: the pairs' deviation within a fold, divided
    /// by the root of their number; NaN for one seed.
    double seedError = std::numeric_limits<double>::quiet_NaN();
    int seeds = 0;
    int folds = 1; ///< whose trainings and rows are their own; each has this many seeds
    std::string method; ///< "DeLong", "jackknife of rows", "jackknife of groups"
    std::string reason; ///< why undefined; empty otherwise
    [[nodiscard]] bool defined() const { return reason.empty(); }
    [[nodiscard]] double error() const; ///< both together; of the rows alone for one seed
    [[nodiscard]] int freedom() const { return folds * (seeds - 1); } ///< of the seed error
    /// One-sided bounds of level `level`: z x row error and t x seed error, added as squares.
    [[nodiscard]] double upperBound(double level = 0.95) const;
    [[nodiscard]] double lowerBound(double level = 0.95) const;
    [[nodiscard]] double smallestDetectable() const; ///< see detectable_loss.h
};

/// @param reference, pruned trainings of the same seeds in the same order, with their rows kept
/// @param rows the part: Closed = validation rows, Open = test rows
[[nodiscard]] PairedLoss pairedLoss(const Trainings& reference, const Trainings& pruned, LossMetric metric,
                                    TestRows rows);

/// The same over folds: trainings [folds][seeds], each fold's judged on its own test part, no row in two
/// folds. The loss is the mean over folds of what each loses.
[[nodiscard]] PairedLoss pairedLossOverFolds(const std::vector<Trainings>& reference,
                                             const std::vector<Trainings>& pruned, LossMetric metric);

/// Quantile of Student's t with `freedom` >= 1 degrees of freedom, to about 1e-3. @param level in (.5, 1)
[[nodiscard]] double studentQuantile(double level, int freedom);

} // namespace leap

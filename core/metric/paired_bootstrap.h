// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// Two models' scores (logits) on the same rows.
struct PairedScores {
    std::span<const float> first; ///< [N]
    std::span<const float> second; ///< [N]
    std::span<const float> label; ///< [N], > 0.5 is positive
    std::span<const float> weight; ///< [N] >= 0, or empty: all 1; AUC and log loss only
    std::span<const int32_t> group; ///< [N] >= 0, or empty; needed for GAUC
};

enum class PairedMetric { Auc, LogLoss, GaucByImpressions, GaucPlain };
/// What is resampled.
enum class Resample {
    Rows,
    Groups, ///< whole groups, for rows that are correlated within a group; always for GAUC
};

struct BootstrapPlan {
    int replicates = 2000;
    Resample unit = Resample::Rows;
    uint64_t seed = 0; ///< for the random stream "metric.bootstrap"
};

/// The difference of a metric, and its distribution under resampling.
struct PairedDifference {
    double first = std::numeric_limits<double>::quiet_NaN(); ///< the metric on all rows
    double second = std::numeric_limits<double>::quiet_NaN();
    double difference = std::numeric_limits<double>::quiet_NaN(); ///< second - first
    double error = std::numeric_limits<double>::quiet_NaN(); ///< standard deviation of the replicates
    std::vector<double> replicates; ///< defined differences, ascending
    int undefined = 0; ///< replicates in which the metric was undefined (a class was not drawn)
    int64_t units = 0; ///< number of rows or groups
    std::string reason; ///< why undefined; empty otherwise
    [[nodiscard]] bool defined() const { return !std::isnan(error); }
    /// Percentile bound: a share `level` of the replicates is above (lower) or below (upper) it.
    [[nodiscard]] double lowerBound(double level = 0.95) const;
    [[nodiscard]] double upperBound(double level = 0.95) const;
};

/// The paired bootstrap: both models are judged on the same resampled rows, so that differences in difficulty
/// cancel (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 8 and 13). One sort per
/// model, then O(N) per replicate. The same plan gives the same result on every machine.
/// @return undefined with fewer than two units, or where the metric itself is undefined
[[nodiscard]] PairedDifference pairedBootstrap(const PairedScores& rows, PairedMetric metric,
                                               const BootstrapPlan& plan = {});

} // namespace leap

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
/// What is drawn with replacement.
enum class Resample {
    Rows,
    Groups, ///< whole groups, for rows that are alike within a group; GAUC is always drawn so
};

struct BootstrapPlan {
    int replicates = 2000;
    Resample unit = Resample::Rows;
    uint64_t seed = 0; ///< of the named stream "metric.bootstrap"
};

/// A metric's difference and what resampling the rows does to it.
struct PairedDifference {
    double first = std::numeric_limits<double>::quiet_NaN(); ///< the metric on all rows
    double second = std::numeric_limits<double>::quiet_NaN();
    double difference = std::numeric_limits<double>::quiet_NaN(); ///< second - first
    double error = std::numeric_limits<double>::quiet_NaN(); ///< standard deviation of the replicates
    std::vector<double> replicates; ///< differences, ascending; without the undefined ones
    int undefined = 0; ///< replicates in which the metric was undefined (a class was not drawn)
    int64_t units = 0; ///< rows or groups drawn from
    std::string reason; ///< why undefined; empty otherwise
    [[nodiscard]] bool defined() const { return !std::isnan(error); }
    /// Percentile bound: a share `level` of the replicates lies above (lower) or below (upper).
    [[nodiscard]] double lowerBound(double level = 0.95) const;
    [[nodiscard]] double upperBound(double level = 0.95) const;
};

/// The paired bootstrap: both models are judged on the same redrawn rows, so that what makes rows hard for
/// both cancels (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 8 and 13). One sort a
/// model, then O(N) a replicate. Same plan, same result on every machine.
/// @return undefined with fewer than two units, or where the metric itself is undefined
[[nodiscard]] PairedDifference pairedBootstrap(const PairedScores& rows, PairedMetric metric,
                                               const BootstrapPlan& plan = {});

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"
#include "core/metric/paired_bootstrap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// A model's scores (logits) of rows.
struct ScoredRows {
    std::span<const float> score; ///< [N]
    std::span<const float> label; ///< [N], > 0.5 is positive
    std::span<const float> weight; ///< [N] >= 0, or empty: all 1; AUC and log loss only
    std::span<const int32_t> group; ///< [N] >= 0, or empty; needed for GAUC
};

/// A metric, and what each unit adds to it to first order. Units are rows or, where there are groups, whole
/// groups, whose rows are alike. The square root of the sum of the units' squares is the metric's standard
/// error by the units that happened to be drawn; units of several models on the same rows may be subtracted
/// and averaged before they are squared, which gives the error of a difference, or of a mean over trainings.
struct MetricInfluence {
    MetricValue value;
    std::vector<double> units; ///< [rows or groups]; empty where the metric is undefined
};

/// The infinitesimal jackknife (Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, chapter
/// 6). For AUC without weights and groups the units are DeLong's structural components, so that the error of
/// a difference is DeLong's (delong.h); with groups it is Obuchowski's for clustered data (1997,
/// doi:10.2307/2533958).
[[nodiscard]] MetricInfluence influenceOf(PairedMetric metric, const ScoredRows& rows);

/// The square root of the sum of squares; NaN without units.
[[nodiscard]] double errorOf(std::span<const double> units);

} // namespace leap

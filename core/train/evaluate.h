// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/metric/metric_value.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <vector>

namespace leap {

/// What a model says of rows, in the order of its source; for metrics and for tests that pair two models row
/// by row.
struct Predictions {
    std::vector<float> logit; ///< [rows]
    std::vector<float> label; ///< [rows]
    std::vector<float> weight; ///< [rows], or empty: all 1
    std::vector<int32_t> group; ///< [rows], or empty
};
/// Of every row of `source`, none dropped.
[[nodiscard]] Predictions predictAll(StepEngine& engine, BatchSource& source);
/// Of the rows of `count` batches of its stored order, from batch `first` on.
[[nodiscard]] Predictions predictBatches(StepEngine& engine, BatchSource& source, int64_t first,
                                         int64_t count);

struct Evaluation {
    MetricValue auc;
    MetricValue logLoss;
    MetricValue gaucByImpressions; ///< undefined without a group column
    MetricValue gaucPlain;
};

[[nodiscard]] Evaluation evaluate(const Predictions& rows);
/// The model's figures on every row of `source`, none dropped.
[[nodiscard]] Evaluation evaluate(StepEngine& engine, BatchSource& source);

} // namespace leap

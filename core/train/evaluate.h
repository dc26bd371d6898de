// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch.h"
#include "core/metric/metric_value.h"
#include "core/train/step_engine.h"

namespace leap {

struct Evaluation {
    MetricValue auc;
    MetricValue logLoss;
    MetricValue gaucByImpressions; ///< undefined without a group column
    MetricValue gaucPlain;
};

/// The model's figures on every row of `source`, none dropped.
[[nodiscard]] Evaluation evaluate(StepEngine& engine, BatchSource& source);

} // namespace leap

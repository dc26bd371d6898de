// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"

#include <span>

namespace leap {

/// Mean of -log p(label) for scores in logits, natural logarithm. @param weight [N] >= 0, or empty: all 1
[[nodiscard]] MetricValue logLoss(std::span<const float> logit, std::span<const float> label,
                                  std::span<const float> weight = {});

/// Log loss of the best constant prediction: the entropy of the base rate.
[[nodiscard]] MetricValue baseRateLogLoss(std::span<const float> label, std::span<const float> weight = {});

} // namespace leap

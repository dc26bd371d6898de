// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"

#include <span>

namespace leap {

/// Area under the ROC curve: the probability that a positive row scores higher than a negative one, ties
/// counting one half (Fawcett 2006, doi:10.1016/j.patrec.2005.10.010). Exact, by a radix sort of the scores:
/// O(N).
/// @param score [N], finite; @param label [N], > 0.5 is positive; @param weight [N] >= 0, or empty: all 1
/// @return undefined when a class is absent or a score is not finite
[[nodiscard]] MetricValue auc(std::span<const float> score, std::span<const float> label,
                              std::span<const float> weight = {});

} // namespace leap

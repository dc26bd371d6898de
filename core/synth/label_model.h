// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace leap::synth {

/// The constant to add to all logits so that the mean probability is `baseRate`; by bisection.
[[nodiscard]] double interceptFor(std::span<const float> logits, double baseRate);

/// Expected AUC of the true probabilities as scores, over all pairs of these rows:
/// sum_{i, j: p_i > p_j} p_i (1 - p_j) + ties / 2, over sum_{i != j} p_i (1 - p_j). NaN without such a pair.
[[nodiscard]] double aucCeiling(std::span<const float> logits, double intercept);

} // namespace leap::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace leap {

/// Binary cross entropy of logits, natural logarithm: sum_b w_b l_b / sum_b w_b, so that a common factor of
/// the weights means nothing. With weights that sum to zero, loss and gradient are zero.
/// @param label [B], 0 or 1 @param weight [B] >= 0, or empty: all 1
/// @param gradient [B], overwritten: d loss / d logit
[[nodiscard]] double binaryCrossEntropy(std::span<const float> logit, std::span<const float> label,
                                        std::span<const float> weight, std::span<float> gradient);

/// Each row's binary cross entropy in nats, without its weight. @param logit, label, loss of one size
void rowLosses(std::span<const float> logit, std::span<const float> label, std::span<float> loss);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/settings/settings.h"

#include <memory>
#include <string>

namespace leap {

/// What alpha was derived from.
struct Calibration {
    double alpha = 0;
    int64_t epochs = 0; ///< of the throw-away model
    int64_t blocks = 0; ///< of a single pass: the last one that was looked at, on which it was judged
    double baseLogLoss = 0; ///< nats, of the base rate, on the rows that the model is judged on
    double validationLogLoss = 0; ///< nats, of the throw-away model
    double gain = 0; ///< their difference, at least kLeastGain of baseLogLoss
    double unitPenalty = 0; ///< sum_i lambda_i at alpha = 1
};
inline constexpr double kLeastGain = 1e-3;

/// Chooses alpha: one epoch of a throw-away model with gates fixed at their start (more, up to `mostEpochs`,
/// while it is no better than the base rate, as on small data), then alpha such that sum_i lambda_i =
/// alphaShare x gain. Lambda is a price in log loss per row, so alpha says which share of what the model has
/// learnt the gates may cost. The search itself starts afresh: a warm start lets memorising fields settle in.
/// For a single pass the throw-away model passes over the stream's first blocks alone, calibrationBlocks() of
/// them (up to half of all while it is no better than the base rate), the last of which it is judged on: rows
/// of later blocks have no part in alpha. The search then starts at block 1 again.
/// @throws Cancelled when it is stopped
[[nodiscard]] Calibration calibrateAlpha(const std::shared_ptr<const Dataset>& dataset,
                                         const Settings& settings, int64_t batch, int64_t mostEpochs,
                                         RunControl& control);
/// The first fifth of a stream's blocks, at least two.
[[nodiscard]] int64_t calibrationBlocks(int64_t blocks);
/// What was found, as a sentence for the user. @param share Settings::alphaShare
[[nodiscard]] std::string alphaInWords(const Calibration& found, double share);

} // namespace leap

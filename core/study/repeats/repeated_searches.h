// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/run_record.h"

#include <memory>

namespace leap {

/// Further searches that show how stable the first ranking is.
struct Repeats {
    int seeds = 1; ///< searches on the same rows: settings.seed, settings.seed + 1, ...
    int halfSamples = 0; ///< pairs of searches on complementary halves of the rows (data/half_samples.h)
    bool checkScale = false; ///< on rescaled given values, and with a higher floor of the divergence
    [[nodiscard]] bool any() const { return seeds > 1 || halfSamples > 0 || checkScale; }
};

/// The floor of the divergence is raised by this factor.
inline constexpr double kFloorFactor = 10;
/// Given values are brought to this root mean square of a field: what numbers are scaled to by default.
inline constexpr double kCommonRms = 0.1;
/// A field within this share of kCommonRms is as it should be.
inline constexpr double kRmsTolerance = 0.05;

/// Runs them and gives their scores to the run's ranking; trajectory and weights stay those of the first
/// search. On halves, on rescaled values and with another floor the alpha, the gate rate and the number of
/// steps are those of the first search and so is the seed, so that what differs is told from them alone.
/// Seeds and pairs that the run has already stay and count; what was stopped on the way is left out.
/// @throws InputError where rows cannot be halved
void repeatSearch(RunRecord& run, const std::shared_ptr<const Dataset>& dataset, const Repeats& repeats,
                  RunControl& control, TrainObserver& observer);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/course.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <vector>

namespace leap {

/// How far a training has come; what "trainer/..." of its state holds.
struct TrainPosition {
    int64_t step = 0; ///< steps done
    int64_t epoch = 1; ///< the epoch under way
    int64_t batchInEpoch = 0; ///< its batches done
    GatePosition gate;
    int64_t keptEpoch = 0; ///< whose weights are kept; 0 = none yet
    int64_t epochsWithoutGain = 0;
    double lossSum = 0; ///< of the epoch under way
    double seconds = 0; ///< of the epoch under way, before it was interrupted
    double keptAuc = 0; ///< validation AUC of keptEpoch
    std::vector<double> gatesAtEpochStart; ///< [F]; empty without gates
    std::vector<double> lastMoves; ///< [F] of the last full epoch; empty before its end
};

void savePosition(StateDict& state, const TrainPosition& position);
/// @param fields with gates; 0 without
/// @throws InputError naming the array that is missing or does not fit
[[nodiscard]] TrainPosition loadedPosition(const StateDict& state, int64_t fields);

} // namespace leap

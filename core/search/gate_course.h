// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/ranking.h"
#include "core/train/trajectory.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace leap {

/// Whether a gate stands where it stands for a reason. The first that applies:
enum class Standing {
    NoWholeEpoch, ///< stopped before the first epoch's end
    TooFewSteps, ///< no gate could have fallen below one half with the steps made
    Moving, ///< moved by more than kSettledMove in the last epoch
    Crossing, ///< at its pace it crosses one half within as many steps again
    FewGateRows, ///< fewer than kFewestGateRows rows taught the gates
    NotHeld, ///< above one half, fewer than kFewGateRows rows, and nothing pushed it up beyond chance
    Settled,
};

inline constexpr double kSettledMove = 0.01;
inline constexpr int64_t kFewestGateRows = 100;
/// With fewer gate rows every batch of them is much the same draw: what looks like a balance above one half
/// may be that draw's chance.
inline constexpr int64_t kFewGateRows = 1000;
/// Net way of a gate in units of what as many steps of random sign would make: beyond chance from here on.
inline constexpr double kHeldPush = 3;

[[nodiscard]] Standing standingOf(const Ranking& ranking, const FieldScore& field);
/// More epochs may change it; otherwise only more rows do.
[[nodiscard]] bool wantsSteps(Standing standing);
/// Its gate is not sure of its own place, but was free to go there.
[[nodiscard]] bool freeToFall(Standing standing);
/// For a column of a table: "settled", "moving 0.02", "too few steps", ...
[[nodiscard]] std::string standingWord(const Ranking& ranking, const FieldScore& field);
/// A part of a sentence that says why there is no verdict; empty when settled.
[[nodiscard]] std::string standingDoubt(const Ranking& ranking, const FieldScore& field);

/// What a search knows of the course of its gates.
struct GateCourse {
    int64_t steps = 0; ///< made
    double startLogit = 0; ///< of all gates
    double logitPerStep = 0; ///< the most that one step moves a gate's logit: rate / tau
    int64_t gateRows = 0; ///< rows that taught the gates
    std::optional<int64_t> gateSteps = {}; ///< of the steps, those that moved the gates; nothing: all
};
/// Fills lowestGate and gateRows of the ranking, push and crossing of its fields (whose gates are set) and,
/// from them, `settled`.
void judgeCourse(Ranking& ranking, const GateCourse& course, const Trajectory& trajectory);

/// The ranking of a first search takes in the course of a further one: the largest move, the mean push.
/// @param searches that the ranking stands for so far
void mergeCourse(Ranking& ranking, const Ranking& next, int searches);

} // namespace leap

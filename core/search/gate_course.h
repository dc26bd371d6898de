// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/ranking.h"
#include "core/train/trajectory.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace leap {

/// Can the gate's final value be trusted? The first case that applies:
enum class Standing {
    NoWholeEpoch, ///< stopped before the first epoch's end
    TooFewSteps, ///< no gate could have fallen below one half with the steps made
    Moving, ///< moved by more than kSettledMove in the last epoch
    Crossing, ///< at its pace it reaches the other side of one half within as many steps again
    FewGateRows, ///< fewer than kFewestGateRows rows taught the gates
    NotHeld, ///< above one half, fewer than kFewGateRows rows, and nothing pushed it up beyond chance
    Settled,
};

inline constexpr double kSettledMove = 0.01;
inline constexpr int64_t kFewestGateRows = 100;
/// With fewer gate rows every batch of them is much the same draw: what looks like a balance above one half
/// may be that draw's chance.
inline constexpr int64_t kFewGateRows = 1000;
/// Net movement of a gate in units of what as many steps of random sign would give: beyond chance from here
/// on.
inline constexpr double kHeldPush = 3;

[[nodiscard]] Standing standingOf(const Ranking& ranking, const FieldScore& field);
/// More epochs may change it; otherwise only more rows do.
[[nodiscard]] bool wantsSteps(Standing standing);
/// The gate's value may be uncertain, but it could have fallen.
[[nodiscard]] bool freeToFall(Standing standing);
/// For a column of a table: "settled", "moving 0.02", "too few steps", ...
[[nodiscard]] std::string standingWord(const Ranking& ranking, const FieldScore& field);
/// A part of a sentence that says why there is no verdict; empty when settled.
[[nodiscard]] std::string standingDoubt(const Ranking& ranking, const FieldScore& field);

/// Every gate is settled. False for a ranking without fields.
[[nodiscard]] bool allSettled(const Ranking& ranking);

/// What moved the gates of a search.
struct GateMotion {
    int64_t steps = 0; ///< made
    double startLogit = 0; ///< of all gates
    double logitPerStep = 0; ///< the most that one step moves a gate's logit: rate / tau
    int64_t gateRows = 0; ///< rows that taught the gates
    std::optional<int64_t> gateSteps = {}; ///< the steps that moved the gates; nothing: all
};
/// Fills lowestGate and gateRows of the ranking's course, push and crossing of its fields (whose gates are
/// set).
void judgeCourse(Ranking& ranking, const GateMotion& motion, const Trajectory& trajectory);

/// Merges the course of a further search into that of the first: the largest move, the mean push.
/// @param searches that the ranking has merged so far
void mergeCourse(Ranking& ranking, const Ranking& next, int searches);

} // namespace leap

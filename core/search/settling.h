// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace leap {

/// How many more epochs would probably bring the largest move of a gate in an epoch down to `settledMove`.
/// A line through the logarithms of the last moves (at most kMovesUsed, from the largest of them on) is drawn
/// on: a gate that Adam drives at a steady rate in theta nears its end geometrically, sigmoid' falling with
/// it. An estimate, not a promise: live changes and competition between fields bend the line.
/// @param largestMoves per epoch, oldest first: EpochReport::largestGateMove
/// @return 0 = the last epoch's move is small enough; nothing where no estimate makes sense: fewer than two
/// moves that shrink, or more than kFarthestEpochs
[[nodiscard]] std::optional<int64_t> epochsToSettle(std::span<const double> largestMoves,
                                                    double settledMove = 0.01);

inline constexpr size_t kMovesUsed = 4;
inline constexpr int64_t kFarthestEpochs = 100;

} // namespace leap

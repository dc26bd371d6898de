// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/settling.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

/// Slope of the least-squares line through (0, log moves[0]), (1, log moves[1]), ...
double logSlope(std::span<const double> moves)
{
    const double middle = static_cast<double>(moves.size() - 1) / 2;
    double mixed = 0, square = 0;
    for (size_t i = 0; i < moves.size(); ++i) {
        const double x = static_cast<double>(i) - middle;
        mixed += x * std::log(moves[i]);
        square += x * x;
    }
    return mixed / square;
}

} // namespace

std::optional<int64_t> epochsToSettle(std::span<const double> largestMoves, double settledMove)
{
    if (largestMoves.empty())
        return std::nullopt;
    const double last = largestMoves.back();
    if (last <= settledMove)
        return 0;
    auto used = largestMoves.last(std::min(kMovesUsed, largestMoves.size()));
    used = used.subspan(static_cast<size_t>(std::max_element(used.begin(), used.end()) - used.begin()));
    const bool usable = used.size() >= 2
        && std::all_of(used.begin(), used.end(), [](double move) { return std::isfinite(move) && move > 0; });
    const double slope = usable ? logSlope(used) : 0;
    if (!(slope < 0))
        return std::nullopt;
    const double epochs = std::ceil(std::log(settledMove / last) / slope);
    if (!(epochs <= static_cast<double>(kFarthestEpochs)))
        return std::nullopt;
    return std::max<int64_t>(1, static_cast<int64_t>(epochs));
}

} // namespace leap

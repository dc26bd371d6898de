// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/search_spread.h"

#include "core/base/text.h"
#include "core/metric/stability.h"

#include <cmath>
#include <limits>

namespace leap {

double scoreSpread(const std::vector<std::vector<double>>& scores, size_t field)
{
    if (scores.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const auto n = static_cast<double>(scores.size());
    double mean = 0, squares = 0;
    for (const auto& search : scores)
        mean += search[field] / n;
    for (const auto& search : scores)
        squares += (search[field] - mean) * (search[field] - mean);
    return std::sqrt(squares / (n - 1));
}

SetStability setStability(const std::vector<KeptSet>& kept)
{
    SetStability result;
    result.searches = static_cast<int>(kept.size());
    if (kept.size() < 2)
        return result;
    const Stability found = stability(kept);
    if (found.index.defined()) {
        result.index = found.index.value;
        result.lower = found.lower;
        result.upper = found.upper;
    }
    return result;
}

std::string stabilityInWords(const SetStability& found, const char* over)
{
    if (std::isnan(found.index))
        return {};
    return std::string("; stability of the kept set over ") + over + " (Nogueira) " + fixed(found.index, 2)
        + ", 95 % " + fixed(found.lower, 2) + " to " + fixed(found.upper, 2);
}

} // namespace leap

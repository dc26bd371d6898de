// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/stability.h"

#include "core/metric/normal.h"

#include <numeric>

namespace leap {
namespace {

using Runs = std::span<const std::vector<uint8_t>>;

/// Number of runs that keep each field.
std::vector<int64_t> countKept(Runs kept)
{
    std::vector<int64_t> count(kept.empty() ? 0 : kept.front().size(), 0);
    for (const auto& run : kept) {
        for (size_t field = 0; field < count.size(); ++field)
            count[field] += run[field] != 0 ? 1 : 0;
    }
    return count;
}

/// Standard error from the influence of each run on the index.
/// @param size mean number of kept fields @param scale its variance if fields were kept at random
double errorOf(Runs kept, const std::vector<double>& share, double index, double size, double scale)
{
    const auto fields = static_cast<double>(share.size());
    std::vector<double> influence;
    for (const auto& run : kept) {
        double keptHere = 0, shared = 0;
        for (size_t field = 0; field < share.size(); ++field) {
            keptHere += run[field] != 0 ? 1 : 0;
            shared += run[field] != 0 ? share[field] : 0;
        }
        const double chance = keptHere * size / (fields * fields);
        influence.push_back(
            (shared / fields - chance + index / 2 * (2 * chance - keptHere / fields - size / fields + 1))
            / scale);
    }
    const auto runs = static_cast<double>(kept.size());
    const double mean = std::accumulate(influence.begin(), influence.end(), 0.0) / runs;
    double sum = 0;
    for (const double value : influence)
        sum += (value - mean) * (value - mean);
    return 2 / runs * std::sqrt(sum);
}

} // namespace

Stability stability(Runs kept)
{
    Stability result;
    const auto count = countKept(kept);
    const auto total = std::accumulate(count.begin(), count.end(), int64_t{0});
    const auto runs = static_cast<double>(kept.size());
    result.index.used = static_cast<int64_t>(kept.size());
    for (const int64_t times : count)
        result.frequency.push_back(static_cast<double>(times) / runs);
    if (kept.size() < 2)
        result.index.reason = "fewer than two runs";
    else if (total == 0)
        result.index.reason = "no run keeps a field";
    else if (total == static_cast<int64_t>(count.size() * kept.size()))
        result.index.reason = "every run keeps all fields";
    if (!result.index.reason.empty())
        return result;
    const auto fields = static_cast<double>(count.size());
    const double size = static_cast<double>(total) / runs;
    const double scale = size / fields * (1 - size / fields);
    double spread = 0;
    for (const double p : result.frequency)
        spread += runs / (runs - 1) * p * (1 - p) / fields;
    result.index.value = 1 - spread / scale;
    result.error = errorOf(kept, result.frequency, result.index.value, size, scale);
    const double z = normalQuantile(0.975);
    result.lower = result.index.value - z * result.error;
    result.upper = result.index.value + z * result.error;
    return result;
}

} // namespace leap

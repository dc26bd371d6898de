// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"

#include <limits>
#include <numeric>

namespace leap {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

} // namespace

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sumOfSquares(std::span<const double> values)
{
    if (values.empty())
        return kUndefined;
    const double center = mean(values);
    return std::accumulate(values.begin(), values.end(), 0.0, [center](double sum, double value) {
        return sum + (value - center) * (value - center);
    });
}

double sampleVariance(std::span<const double> values)
{
    return values.size() < 2 ? kUndefined : sumOfSquares(values) / (static_cast<double>(values.size()) - 1);
}

double sampleDeviation(std::span<const double> values)
{
    return std::sqrt(sampleVariance(values));
}

double interpolatedQuantile(std::span<const double> sorted, double share)
{
    if (sorted.empty())
        return kUndefined;
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<size_t>(place);
    const size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double stepQuantile(std::vector<double> values, double share)
{
    if (values.empty())
        return kUndefined;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<size_t>(rank, 1, values.size()) - 1];
}

double upperMedian(std::vector<double> values)
{
    if (values.empty())
        return kUndefined;
    const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace leap

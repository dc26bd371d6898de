// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/normal.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace leap {

double normalCdf(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normalQuantile(double p)
{
    if (!(p > 0 && p < 1))
        return std::numeric_limits<double>::quiet_NaN();
    if (p > 0.5)
        return -normalQuantile(1 - p);
    // Bisection: the lower tail keeps its relative precision, and nobody needs millions of these.
    double low = -40, high = 0;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (normalCdf(middle) < p ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace leap

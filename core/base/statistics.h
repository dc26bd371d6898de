// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace leap {

/// Sum from the first value to the last, divided by their number; NaN without values.
[[nodiscard]] double mean(std::span<const double> values);

/// Sum of the squared distances from the mean; NaN without values.
[[nodiscard]] double sumOfSquares(std::span<const double> values);

/// Sample variance, divided by n - 1; NaN for fewer than two values.
[[nodiscard]] double sampleVariance(std::span<const double> values);

/// Sample standard deviation, divided by n - 1; NaN for fewer than two values.
[[nodiscard]] double sampleDeviation(std::span<const double> values);

/// Linear between order statistics (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934); NaN without values.
/// @param sorted ascending
/// @param share in [0, 1]
[[nodiscard]] double interpolatedQuantile(std::span<const double> sorted, double share);

/// The smallest value with at least this share of all values at or below it (type 1 of Hyndman and Fan);
/// NaN without values. @param values in any order
[[nodiscard]] double stepQuantile(std::vector<double> values, double share);

/// The middle value, of an even number the upper one of the two; NaN without values.
[[nodiscard]] double upperMedian(std::vector<double> values);

/// 1 / (1 + exp(-z)). Never NaN for a finite z: exp overflows to infinity, which gives 0.
[[nodiscard]] inline double sigmoid(double z)
{
    return 1 / (1 + std::exp(-z));
}

/// The same in two branches, for values in whose tail exp(z) still counts: it keeps its relative precision
/// where sigmoid() rounds to 0 (z below -709). The two may differ in the last bit, so figures that were made
/// with one of them stay with it.
[[nodiscard]] inline double tailSigmoid(double z)
{
    return z >= 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z));
}

/// log(p / (1 - p)); minus infinity at 0 and infinity at 1.
[[nodiscard]] inline double logit(double p)
{
    return std::log(p / (1 - p));
}

/// log(1 + exp(z)) without overflow: the log loss of a negative row whose logit is z, and of a positive row
/// whose logit is -z. In the precision of its argument.
template <typename Float> [[nodiscard]] Float softplus(Float z)
{
    return std::max(z, Float{0}) + std::log1p(std::exp(-std::abs(z)));
}

/// Log loss of a row with this logit. In the precision of its arguments. @param label 0 or 1
template <typename Float> [[nodiscard]] Float logLossOfLogit(Float z, Float label)
{
    return std::max(z, Float{0}) - z * label + std::log1p(std::exp(-std::abs(z)));
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

namespace leap {

/// Two models' AUCs on the same rows.
struct AucDifference {
    double first = std::numeric_limits<double>::quiet_NaN(); ///< AUC
    double second = std::numeric_limits<double>::quiet_NaN();
    double difference = std::numeric_limits<double>::quiet_NaN(); ///< second - first
    double firstError = std::numeric_limits<double>::quiet_NaN(); ///< standard error of each AUC alone
    double secondError = std::numeric_limits<double>::quiet_NaN();
    double error = std::numeric_limits<double>::quiet_NaN(); ///< standard error of the difference
    double pValue = std::numeric_limits<double>::quiet_NaN(); ///< two-sided, for no difference
    int64_t positives = 0;
    int64_t negatives = 0;
    std::string reason; ///< why undefined; empty otherwise
    [[nodiscard]] bool defined() const { return !std::isnan(error); }
    /// One-sided: the true difference is above this with confidence `level`.
    [[nodiscard]] double lowerBound(double level = 0.95) const;
    [[nodiscard]] double upperBound(double level = 0.95) const;
};

/// DeLong, DeLong and Clarke-Pearson's variance of paired AUCs (1988, doi:10.2307/2531595) in O(N log N) by
/// mid-ranks (Sun and Xu 2014, doi:10.1109/LSP.2014.2337313). Equal scores give error 0 and p-value 1.
/// All rows have the same weight; for rows in groups use the paired bootstrap.
/// @param first, second [N] scores, finite @param label [N], > 0.5 is positive
/// @return undefined with fewer than two rows of a class or a score that is not finite
[[nodiscard]] AucDifference delongTest(std::span<const float> first, std::span<const float> second,
                                       std::span<const float> label);

} // namespace leap

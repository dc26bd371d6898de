// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// How similar the kept sets of repeated runs are.
struct Stability {
    MetricValue index; ///< 1 = always the same set, 0 = as similar as random sets of the same sizes
    double error = std::numeric_limits<double>::quiet_NaN(); ///< standard error
    double lower = std::numeric_limits<double>::quiet_NaN(); ///< of the two-sided 95 % interval
    double upper = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> frequency; ///< [F] share of the runs that kept the field
};

/// The stability index of Nogueira, Sechidis and Brown with its asymptotic interval (2018, JMLR 18(174),
/// Definition 4, Theorem 7 and Corollary 9). It corrects for chance and for sets of different sizes.
/// @param kept one entry per run: [F], nonzero = kept
/// @return undefined with fewer than two runs, or where every run keeps all fields or none
[[nodiscard]] Stability stability(std::span<const std::vector<uint8_t>> kept);

} // namespace leap

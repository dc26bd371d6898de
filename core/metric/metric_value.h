// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace leap {

/// A figure, or NaN with the reason. Never a plausible substitute.
struct MetricValue {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::string reason; ///< why undefined, or what was left out; empty otherwise
    int64_t used = 0; ///< rows (AUC, log loss) or groups (GAUC) used
    int64_t leftOut = 0; ///< groups with one class only
    [[nodiscard]] bool defined() const { return !std::isnan(value); }
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Two definitions are in use; results always name the one they use.
enum class GaucKind {
    ByImpressions, ///< groups weighted by their rows (Zhou et al. 2018, DIN, doi:10.1145/3219819.3219823)
    PlainMean, ///< plain mean over groups
};

/// Mean of the groups' AUCs. Groups with one class only are left out and counted.
/// @param group [N], index of the row's group, >= 0
[[nodiscard]] MetricValue gauc(std::span<const float> score, std::span<const float> label,
                               std::span<const int32_t> group, GaucKind kind);

/// AUC of each group by itself, [largest index + 1]; undefined for groups without a row or with one class
/// only. `used` is the number of the group's rows.
[[nodiscard]] std::vector<MetricValue> aucOfGroups(std::span<const float> score, std::span<const float> label,
                                                   std::span<const int32_t> group);

} // namespace leap

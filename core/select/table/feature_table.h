// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"
#include "core/select/table/xgb_model.h"

#include <optional>
#include <string>

namespace leap {

enum class Encoding {
    Codes, ///< an id is its number (frequent values first), a bag its first id: what the authors' comparison
           ///< does
    Target, ///< an id or a bag is its rate of positive rows, out of fold on the training rows
};

/// Training rows (and validation rows, encoded by the training rows) for the tree and linear rankers: one
/// column per Id or Bag input, the dense columns as they are.
struct RankerRows {
    FeatureTable train;
    FeatureTable validation;
    std::optional<std::string> note; ///< says so where training rows were sampled
};

/// Bytes of the training table above which rows are sampled evenly.
inline constexpr int64_t kMostTableBytes = int64_t{1} << 30;
[[nodiscard]] RankerRows rankerRows(const Dataset& dataset, Encoding encoding);

/// Sums of the columns' figures over each field. @return [F]
[[nodiscard]] std::vector<double> sumOverFields(const std::vector<double>& ofColumns,
                                                const std::vector<int64_t>& fieldOf, int64_t fields);

} // namespace leap

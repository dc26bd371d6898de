// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/select/table/feature_table.h"

#include <vector>

namespace leap {

struct TunedLasso {
    double alpha = 0;
    std::vector<double> coefficients; ///< of the standardised columns
};
/// The penalty of least squared error on validation rows, of ten from .1 down to 1e-4.
[[nodiscard]] TunedLasso tuneLasso(const RankerRows& rows, const RunControl& control);

/// A forest of `trees` in XGBoost's way: one round of parallel trees, each on 63.2 % of the rows (the share
/// of distinct rows in a bootstrap sample), sqrt(columns) of the columns tried at a node, depth at most 10,
/// no shrinkage, no penalty. @return [columns] total gain
[[nodiscard]] std::vector<double> forestScores(const FeatureTable& table, int trees,
                                               XgbParameters parameters);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"

#include <vector>

namespace leap {

/// S_AUC, the normalised AUC over several datasets (paper Eq. 1): the mean over datasets of a method's AUC
/// divided by that of the best method on it. The paper's figures are reproduced only if No_Select is among
/// the methods.
/// @param auc [methods][datasets], all rows of one length
/// @return [methods]; undefined where one of a method's AUCs is
[[nodiscard]] std::vector<MetricValue> sAuc(const std::vector<std::vector<double>>& auc);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/study/compare/compare.h"

#include <map>
#include <string>

namespace leap {

/// S_AUC by ratio and selector over all datasets of a complete comparison. The maximum is over the
/// selectors compared: it includes No_Select where that is one of them.
[[nodiscard]] std::map<double, std::map<std::string, MetricValue>> sAucOf(const CompareResult& result);

/// `{"format": "leap.comparison", "version": 1, ...}` as in resources/comparison.schema.json.
/// @param tool name and version of the program @param created UTC, ISO 8601
[[nodiscard]] Json comparisonToJson(const CompareRequest& request, const CompareResult& result,
                                    const std::string& tool, const std::string& created);

/// The paper's Table 2: a line per ratio and selector, the test AUC of each dataset and S_AUC.
[[nodiscard]] std::string comparisonTable(const CompareResult& result);
/// A line per row: spread, log loss, GAUC, time and forward passes.
[[nodiscard]] std::string comparisonDetails(const CompareResult& result);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/compare/comparison.h"

#include <string>
#include <vector>

namespace leap {

/// By ratio and selector over all datasets; then each row of the comparison.
[[nodiscard]] std::vector<ResultTable> comparisonTables(const CompareResult& result);
[[nodiscard]] std::vector<std::string>
comparisonWords(const CompareResult& result); ///< which rows were judged

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/fine_tune/fine_tune.h"

#include <string>
#include <vector>

namespace leap {

/// The model in its stages.
[[nodiscard]] std::vector<ResultTable> fineTuningTables(const FineTuning& study);
[[nodiscard]] std::vector<std::string> fineTuningWords(const FineTuning& study); ///< which rows were judged

} // namespace leap

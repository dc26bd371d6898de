// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/stepwise/stepwise.h"

#include <string>
#include <vector>

namespace leap {

/// The model built up, then each other field alone on top of the peak model.
[[nodiscard]] std::vector<ResultTable> stepwiseTables(const Stepwise& study);
[[nodiscard]] std::vector<std::string> stepwiseWords(const Stepwise& study); ///< the peak model; rows judged

} // namespace leap

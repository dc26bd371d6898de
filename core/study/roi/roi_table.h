// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/roi/roi.h"

#include <string>
#include <vector>

namespace leap {

/// The curves, one below the other, from all fields down.
[[nodiscard]] std::vector<ResultTable> roiTables(const Roi& study);
[[nodiscard]] std::vector<std::string> roiWords(const Roi& study); ///< which rows were judged

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/path/alpha_path.h"

#include <string>
#include <vector>

namespace leap {

/// The points, and from which alpha on each field is dropped.
[[nodiscard]] std::vector<ResultTable> alphaPathTables(const AlphaPath& path);
/// One sentence: which alpha, and why.
[[nodiscard]] std::string alphaPathVerdict(const AlphaPath& path);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/matrix_rows.h"
#include "core/data/inspect/inspect.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// What a column of vectors tells. Private to core/data.
struct MatrixReport {
    ColumnReport column;
    /// Elements that rank the rows nearly as the label does: AUC of the raw value, or of its negative. Judged
    /// on at most 10,000 rows, evenly spaced, fewer where they are long.
    std::vector<int64_t> leaks;
};

/// In one pass over the rows.
/// @param label [rows] 0, 1 or NaN; empty: nothing is judged
/// @param least the AUC above which an element is among the leaks
/// @throws InputError, FailureError naming a file that cannot be read; Cancelled
[[nodiscard]] MatrixReport inspectMatrix(const std::string& name, const MatrixRows& matrix,
                                         std::span<const float> label, double least, Progress& progress);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/inspect/inspect.h"

namespace leap {

/// Everything of a column's report that the column itself tells: kind, shares, range, examples. Private to
/// core/data.
[[nodiscard]] ColumnReport reportOf(const CodedColumn& column);

} // namespace leap

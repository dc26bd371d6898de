// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/inspect/inspect.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// Adds to a column's report what its texts and numbers tell: how they were read, readings that were not
/// applied, sentinels (-999, 9999), values that differ only in capital letters or blanks. The kind must be
/// set. Private to core/data. @param counts [distinct] rows of each value
void addNumberFindings(ColumnReport& report, const CodedColumn& column, const std::vector<int64_t>& counts);

} // namespace leap

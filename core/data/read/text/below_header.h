// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/table_layout.h"

#include <string>

namespace leap {

/// Why the record below the header is no row: units, a rule, a second line of names; empty: it is one.
/// Private to core/data, as is all of this file.
[[nodiscard]] std::string noRowBecause(const TableLayout& layout, size_t record);

/// Every cell of the header looks like the values of its column: the file has no header.
[[nodiscard]] bool headerLooksLikeRow(const TableLayout& layout);

/// A character that divides every line of a table of one column, or two such ("::"); empty: none.
[[nodiscard]] std::string otherDelimiter(const TableLayout& layout);

} // namespace leap

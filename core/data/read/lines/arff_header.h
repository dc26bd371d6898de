// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/lines/line_rows.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leap {

/// A column that the head of an ARFF file declares. Private to core/data, as is all of this file.
struct ArffColumn {
    std::string name;
    bool readable = true; ///< false: a table in a table
    std::string whenSparse; ///< its value in sparse rows that do not name it
};

/// Reads up to the rows. @throws InputError naming the line: no such head
[[nodiscard]] std::vector<ArffColumn> readArffHeader(LineReader& lines);

/// The items of a row "a,'b, c',?" without quotes and the blanks around them.
/// @return why it is none; empty: it is one
[[nodiscard]] std::string arffItems(std::string_view line, std::vector<std::string>& items);
/// The items of a sparse row "{1 a, 3 'b'}": number of the column and value.
[[nodiscard]] std::string arffSparseItems(std::string_view line,
                                          std::vector<std::pair<size_t, std::string>>& items);

} // namespace leap

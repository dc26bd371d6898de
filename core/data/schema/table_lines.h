// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// Small CSV tables that a user writes by hand: ranges of a matrix, kinds of columns. Private to core/data.
struct TableLine {
    std::vector<std::string> cells; ///< without spaces around them and without their quotes
    size_t number = 1; ///< in the file, from 1
};
/// The lines of a text that hold something.
[[nodiscard]] std::vector<TableLine> tableLines(std::string_view text);

} // namespace leap

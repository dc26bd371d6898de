// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/rows/part.h"
#include "core/data/schema/split_rule.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// Which part each row of a dataset goes to. Private to core/data.
struct SplitResult {
    std::vector<Part> parts; ///< [rows]
    std::vector<int64_t> order; ///< [rows] in which they are kept, the oldest first; empty: as they come
    std::string rule; ///< for people: "random 80/5/5/10, seed 0"
    std::vector<std::string> warnings;
};

/// @param label [rows] 0 or 1
/// @param column the rule's column; null for a random split
/// @param times the format that the user gave for the column's times; null: its values tell it
/// @param sourceRows [rows] where each row lies in `column`
/// @throws InputError: too few rows, an empty part, a part with one class, an unknown part name, a value that
/// is no time
[[nodiscard]] SplitResult splitRows(const SplitRule& rule, uint64_t seed, std::span<const float> label,
                                    const CodedColumn* column, const TimeFormat* times,
                                    std::span<const int64_t> sourceRows);

} // namespace leap

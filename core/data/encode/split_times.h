// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/column/time/time_text.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// The values of a column in the order of time. Private to core/data.
struct TimeOrder {
    std::vector<int64_t> ranks; ///< [distinct] missing values come first, equal times are equal
    std::string reading; ///< for people: "d/m/Y"; empty: numbers
    std::vector<std::string> warnings;
};

/// Sorts numbers as numbers, and texts as the times that all of them are in one format.
/// @param given the format that the user gave; null: the values tell it
/// @param rows whose times matter
/// @throws InputError naming row and value where one is neither a number nor a time, where a day may be a
/// month, and where numbers count different units
[[nodiscard]] TimeOrder timeOrderOf(const CodedColumn& column, const TimeFormat* given,
                                    std::span<const int64_t> rows);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/column/time/time_text.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace leap {

/// What the values of a column say together about how its times are written. Private to core/data, as is all
/// of this file. It depends on all values and on nothing else.
struct TimeDecision {
    std::optional<TimeFormat> format; ///< reads most cells; nothing: none reads half of them
    std::optional<TimeFormat>
        other; ///< reads the same cells, with other results: nothing tells which is meant
    int64_t cells = 0; ///< that are not missing
    int64_t read = 0; ///< of these, by `format`
    int32_t firstBad = -1; ///< the first value that `format` does not read
    bool someZoned = false; ///< some values have a zone,
    bool someUnzoned = false; ///< some have none
    [[nodiscard]] bool readsAll() const { return format && read == cells; }
};

/// Texts: ISO 8601, dates of numbers, dates with names of months. d/m/Y or m/d/Y is told by the values
/// above 12.
/// @param counts [distinct] rows of each value; a value without a row is not looked at
/// @param likely something else says that these are times: 1.2.03 is then one, and no version
[[nodiscard]] TimeDecision decideTextTimes(const CodedColumn& column, std::span<const int64_t> counts,
                                           bool likely);

/// Numbers that are digits of a date (20140131, 14013115, 31012014, ...) or count s, ms, us or ns since 1970;
/// every value must lie in 1900 to 2100 (1990 to 2050 for counts and years of two digits). Such numbers may
/// be other things: ask likelyDates() or the column's name.
[[nodiscard]] TimeDecision decideDigitTimes(const CodedColumn& column, std::span<const int64_t> counts);

/// Whether digits that read as dates are so close to each other that they hardly mean anything else: at least
/// 20 days of two months or more, and of the days from the first to the last no fewer than three in ten.
[[nodiscard]] bool likelyDates(const CodedColumn& column, const TimeFormat& format,
                               std::span<const int64_t> counts);

/// [distinct] what each value means; nothing for missing ones and those that the format does not read.
[[nodiscard]] std::vector<std::optional<Moment>> momentsOf(const CodedColumn& column,
                                                           const TimeFormat& format);

} // namespace leap

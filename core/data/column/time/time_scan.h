// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leap {

/// A text that is built like a date, perhaps with a time of day and a zone behind it, cut into its numbers.
/// Which number is the day is not decided here. Private to core/data, as is all of this file.
struct ScannedTime {
    /// Numbers of the date in the order of the text; a month's name counts 1 to 12.
    std::array<int, 3> part{};
    std::array<uint8_t, 3> digits{}; ///< of each number; 0: a month's name
    int parts = 0; ///< 1 (20140131), 2 (2014-01, Jan 2014, 2014-031) or 3
    char sign = 0; ///< between the first two: '-', '/', '.', ' ', or 'W' of a week, 'Q' of a quarter
    bool weekday = false; ///< a day's name comes first
    bool yearLast = false; ///< the year follows the time of day, as in ctime
    bool clock = false; ///< there is a time of day
    int64_t secondOfDay = 0; ///< 0 to 86,400 (24:00:00, and leap seconds count as the next one)
    int32_t nanos = 0;
    bool zoned = false;
    int32_t zoneSeconds = 0; ///< east of Greenwich
};

/// Reads ISO 8601 and its relatives, numbers cut by / . or -, texts with English names of months (RFC 2822,
/// ctime, Apache logs) and 20140131T153000. Times of day: 15, 15:30, 15:30:59.123456789, 3:30 PM. Zones: Z,
/// UTC, +01:00, +0100, +01, GMT+1, EST. Nothing where the text is built in another way; that a date exists is
/// not checked.
[[nodiscard]] std::optional<ScannedTime> scanTime(std::string_view text);

/// A time to the minute: 31/01/2014 15:30:59.25 is 31/01/2014 15:30. Nothing for texts without seconds and
/// for those that are no times.
[[nodiscard]] std::optional<std::string> withoutSeconds(std::string_view text);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"
#include "core/data/column/time/time_scan.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leap {

/// A moment since 1970-01-01 00:00:00 UTC; a text without a zone counts as UTC. Exact, so that times keep
/// their order. Private to core/data, as is all of this file.
struct Moment {
    int64_t second = 0;
    int32_t nanos = 0; ///< 0 to 999,999,999, later than `second`
    friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// As a number, exact to about a microsecond.
[[nodiscard]] double secondsOf(const Moment& moment);
/// A count of units since 1970, of which `units` make a second; exact for negative ones, too.
[[nodiscard]] Moment momentOfUnits(int64_t whole, int64_t units);

/// The order of a date's numbers, or what a number counts.
enum class TimeForm {
    YearFirst, ///< 2014-01-31 and all of ISO 8601: with a time and a zone, weeks, days of the year, months
    DayFirst, ///< 31/01/2014, 31.1.14
    MonthFirst, ///< 01/31/2014, 1-31-14
    ShortYearFirst, ///< 14-01-31
    MonthYear, ///< 01/2014
    MonthNamed, ///< with a month's name, in any order
    CompactTime, ///< 20140131T153000, 20140131 15:30
    EpochSeconds,
    EpochMilliseconds,
    EpochMicroseconds,
    EpochNanoseconds,
    Pattern, ///< of strptime: %d.%m.%Y
};

template <> struct EnumNames<TimeForm> {
    static constexpr const char* what = "format of times";
    static constexpr EnumName<TimeForm> entries[] = {
        {TimeForm::YearFirst, "Y-m-d", "ISO 8601"},
        {TimeForm::DayFirst, "d/m/Y", "d/m/Y"},
        {TimeForm::MonthFirst, "m/d/Y", "m/d/Y"},
        {TimeForm::ShortYearFirst, "y-m-d", "y-m-d"},
        {TimeForm::MonthYear, "m/Y", "m/Y"},
        {TimeForm::MonthNamed, "d-Mon-Y", "dates with a month's name"},
        {TimeForm::CompactTime, "YYYYMMDDThhmm", "YYYYMMDDThhmm"},
        {TimeForm::EpochSeconds, "epoch-s", "epoch, seconds"},
        {TimeForm::EpochMilliseconds, "epoch-ms", "epoch, milliseconds"},
        {TimeForm::EpochMicroseconds, "epoch-us", "epoch, microseconds"},
        {TimeForm::EpochNanoseconds, "epoch-ns", "epoch, nanoseconds"},
        {TimeForm::Pattern, "pattern", "pattern"}};
};

/// How the times of a column are written.
struct TimeFormat {
    TimeForm form = TimeForm::YearFirst;
    char sign = 0; ///< DayFirst, MonthFirst, ShortYearFirst: between the numbers; 0: any of / . -
    std::string pattern; ///< Pattern
    bool operator==(const TimeFormat&) const = default;
};

/// Two digits of a year: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068, as strptime has it.
[[nodiscard]] int yearOfTwoDigits(int year);

/// The start of a day; nothing where there is no such day. @param year 1 to 9999
[[nodiscard]] std::optional<int64_t> secondOfDate(int year, int month, int day);

/// What `time` means in a format that reads scanned texts (YearFirst to CompactTime); nothing where it does
/// not fit, or where there is no such day.
[[nodiscard]] std::optional<Moment> momentOf(const ScannedTime& time, const TimeFormat& format);

/// A text in any format; nothing where it does not fit.
[[nodiscard]] std::optional<Moment> parseTime(std::string_view text, const TimeFormat& format);

/// ISO 8601: "2014-01-31", or with a time "2014-01-31T15:30:59.25Z" with as many digits as are needed.
/// @param moment in the years 1 to 9999
/// @param time whether the time of day is written
/// @param zoned whether a Z ends it
[[nodiscard]] std::string isoText(const Moment& moment, bool time, bool zoned);

} // namespace leap

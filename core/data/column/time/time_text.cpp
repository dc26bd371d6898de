// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_text.h"

#include "core/base/text.h"
#include "core/data/column/time/time_pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace leap {
namespace {

constexpr int64_t kSecondsOfDay = 86'400;
constexpr int64_t kNanos = 1'000'000'000;

/// The moment of a date with the time of day and the zone of `time`.
std::optional<Moment> momentAt(std::optional<int64_t> day, const ScannedTime& time)
{
    if (!day)
        return std::nullopt;
    return Moment{*day + time.secondOfDay - time.zoneSeconds, time.nanos};
}

/// A year of the text; nothing where it has neither 4 nor 2 digits.
std::optional<int> yearOf(const ScannedTime& time, size_t i)
{
    if (time.digits[i] == 4)
        return time.part[i];
    return time.digits[i] == 2 ? std::optional(yearOfTwoDigits(time.part[i])) : std::nullopt;
}

/// Numbers of a date at these places of the text.
std::optional<Moment> dateAt(const ScannedTime& time, size_t year, size_t month, size_t day)
{
    const auto y = yearOf(time, year);
    if (!y || time.digits[month] > 2 || time.digits[day] > 2 || time.digits[day] == 0)
        return std::nullopt;
    return momentAt(secondOfDate(*y, time.part[month], time.part[day]), time);
}

std::optional<int64_t> secondOfWeek(int year, int week, int day)
{
    const auto fourth = secondOfDate(year, 1, 4); // lies in the first week
    if (!fourth || week < 1 || week > 53 || day < 1 || day > 7)
        return std::nullopt;
    const std::chrono::sys_days inFirst(std::chrono::days(*fourth / kSecondsOfDay));
    const std::chrono::days beforeMonday(std::chrono::weekday(inFirst).iso_encoding() - 1);
    const std::chrono::sys_days monday = inFirst - beforeMonday + std::chrono::weeks(week - 1);
    const std::chrono::year_month_day thursday(monday + std::chrono::days(3));
    if (static_cast<int>(thursday.year()) != year) // not all years have a week 53
        return std::nullopt;
    return (monday + std::chrono::days(day - 1)).time_since_epoch().count() * kSecondsOfDay;
}

std::optional<int64_t> secondOfYearDay(int year, int day)
{
    const auto first = secondOfDate(year, 1, 1);
    const bool leap = std::chrono::year(year).is_leap();
    if (!first || day < 1 || day > (leap ? 366 : 365))
        return std::nullopt;
    return *first + (day - 1) * kSecondsOfDay;
}

std::optional<Moment> yearFirst(const ScannedTime& time)
{
    if (time.digits[0] != 4 || time.parts < 2 || time.digits[1] == 0)
        return std::nullopt;
    if (time.sign == 'W')
        return momentAt(secondOfWeek(time.part[0], time.part[1], time.parts == 3 ? time.part[2] : 1), time);
    if (time.sign == 'Q') {
        const bool quarter = time.part[1] >= 1 && time.part[1] <= 4;
        return quarter ? momentAt(secondOfDate(time.part[0], 3 * time.part[1] - 2, 1), time) : std::nullopt;
    }
    if (time.parts == 3)
        return dateAt(time, 0, 1, 2);
    if (time.digits[1] == 3)
        return momentAt(secondOfYearDay(time.part[0], time.part[1]), time);
    return time.digits[1] <= 2 ? momentAt(secondOfDate(time.part[0], time.part[1], 1), time) : std::nullopt;
}

std::optional<Moment> monthNamed(const ScannedTime& time)
{
    const size_t month = time.digits[0] == 0 ? 0 : 1;
    if (time.digits[month] != 0)
        return std::nullopt;
    const size_t other = 1 - month;
    if (time.parts == 2)
        return time.digits[other] == 4 ? momentAt(secondOfDate(time.part[other], time.part[month], 1), time)
                                       : std::nullopt;
    if (month == 1 && time.digits[0] == 4) // 2014-Jan-31
        return dateAt(time, 0, 1, 2);
    return dateAt(time, 2, month, other);
}

std::optional<Moment> shortYearFirst(const ScannedTime& time)
{
    const bool two = time.digits[0] == 2 && time.digits[1] == 2 && time.digits[2] == 2;
    return two ? dateAt(time, 0, 1, 2) : std::nullopt;
}

std::optional<Moment> monthYear(const ScannedTime& time)
{
    const bool fits = time.parts == 2 && time.digits[1] == 4 && time.digits[0] >= 1 && time.digits[0] <= 2;
    return fits ? momentAt(secondOfDate(time.part[1], time.part[0], 1), time) : std::nullopt;
}

std::optional<Moment> compactTime(const ScannedTime& time)
{
    const int date = time.part[0];
    if (time.parts != 1 || time.digits[0] != 8)
        return std::nullopt;
    return momentAt(secondOfDate(date / 10'000, date / 100 % 100, date % 100), time);
}

/// Numbers alone, cut by the sign of the format, and a year behind them.
bool isThreeNumbers(const ScannedTime& time, char sign)
{
    return time.parts == 3 && time.digits[0] > 0 && time.digits[1] > 0 && (sign == 0 || time.sign == sign)
        && time.sign != 'W';
}

/// Units of an epoch in a second.
int64_t unitsOf(TimeForm form)
{
    switch (form) {
    case TimeForm::EpochMilliseconds:
        return 1'000;
    case TimeForm::EpochMicroseconds:
        return 1'000'000;
    case TimeForm::EpochNanoseconds:
        return kNanos;
    default:
        return 1;
    }
}

/// Integers exactly, other numbers as a double has them.
std::optional<Moment> epochOf(std::string_view text, int64_t units)
{
    int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size())
        return momentOfUnits(whole, units);
    const auto number = parseDouble(text);
    if (!number || !(std::abs(*number / static_cast<double>(units)) < 1e12))
        return std::nullopt;
    const double seconds = *number / static_cast<double>(units), floor = std::floor(seconds);
    const auto nanos = static_cast<int64_t>((seconds - floor) * static_cast<double>(kNanos));
    return Moment{static_cast<int64_t>(floor), static_cast<int32_t>(std::min(nanos, kNanos - 1))};
}

} // namespace

Moment momentOfUnits(int64_t whole, int64_t units)
{
    int64_t second = whole / units, rest = whole % units;
    if (rest < 0) {
        --second;
        rest += units;
    }
    return {second, static_cast<int32_t>(rest * (kNanos / units))};
}

double secondsOf(const Moment& moment)
{
    return static_cast<double>(moment.second) + 1e-9 * static_cast<double>(moment.nanos);
}

int yearOfTwoDigits(int year)
{
    constexpr int kPivot = 69;
    return year < kPivot ? 2000 + year : 1900 + year;
}

std::optional<int64_t> secondOfDate(int year, int month, int day)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1 || year > 9999 || !date.ok())
        return std::nullopt;
    return static_cast<int64_t>(sys_days(date).time_since_epoch().count()) * kSecondsOfDay;
}

std::optional<Moment> momentOf(const ScannedTime& time, const TimeFormat& format)
{
    switch (format.form) {
    case TimeForm::YearFirst:
        return yearFirst(time);
    case TimeForm::MonthNamed:
        return monthNamed(time);
    case TimeForm::CompactTime:
        return compactTime(time);
    case TimeForm::MonthYear:
        return monthYear(time);
    default:
        break;
    }
    if (!isThreeNumbers(time, format.sign))
        return std::nullopt;
    if (format.form == TimeForm::DayFirst)
        return dateAt(time, 2, 1, 0);
    if (format.form == TimeForm::MonthFirst)
        return dateAt(time, 2, 0, 1);
    return format.form == TimeForm::ShortYearFirst ? shortYearFirst(time) : std::nullopt;
}

std::optional<Moment> parseTime(std::string_view text, const TimeFormat& format)
{
    switch (format.form) {
    case TimeForm::Pattern:
        return parsePattern(text, format.pattern);
    case TimeForm::EpochSeconds:
    case TimeForm::EpochMilliseconds:
    case TimeForm::EpochMicroseconds:
    case TimeForm::EpochNanoseconds:
        return epochOf(text, unitsOf(format.form));
    default:
        break;
    }
    const auto scanned = scanTime(text);
    return scanned ? momentOf(*scanned, format) : std::nullopt;
}

std::string isoText(const Moment& moment, bool time, bool zoned)
{
    using namespace std::chrono;
    int64_t days = moment.second / kSecondsOfDay, rest = moment.second % kSecondsOfDay;
    if (rest < 0) {
        --days;
        rest += kSecondsOfDay;
    }
    const year_month_day date{sys_days(std::chrono::days(days))};
    std::array<char, 40> text{};
    char* end = text.data();
    const auto put = [&end](int64_t value, int digits) {
        for (int i = digits; i-- > 0; value /= 10)
            end[i] = static_cast<char>('0' + value % 10);
        end += digits;
    };
    const auto sign = [&end](char c) { *end++ = c; };
    put(static_cast<int>(date.year()), 4);
    sign('-');
    put(static_cast<unsigned>(date.month()), 2);
    sign('-');
    put(static_cast<unsigned>(date.day()), 2);
    if (time) {
        sign('T');
        put(rest / 3600, 2);
        sign(':');
        put(rest / 60 % 60, 2);
        sign(':');
        put(rest % 60, 2);
        if (moment.nanos != 0) {
            sign('.');
            put(moment.nanos, 9);
            while (end[-1] == '0')
                --end;
        }
        if (zoned)
            sign('Z');
    }
    return {text.data(), end};
}

} // namespace leap

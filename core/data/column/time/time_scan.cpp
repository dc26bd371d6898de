// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_scan.h"

#include "core/data/column/time/time_clock.h"
#include "core/data/column/time/time_words.h"

namespace leap {
namespace {

constexpr uint8_t kYearDigits = 4;

void addNumber(ScannedTime& time, const DigitRun& run)
{
    time.part[static_cast<size_t>(time.parts)] = run.value;
    time.digits[static_cast<size_t>(time.parts++)] = run.digits;
}

void addMonth(ScannedTime& time, int month)
{
    addNumber(time, {month, 0});
}

/// The sign between the parts of a date with a month's name: one of / . - or a comma, blanks, or nothing.
void takeLooseSign(TimeCursor& text)
{
    text.takeBlanks();
    if (text.takeAnyOf("-/.,"))
        text.takeBlanks();
}

/// Time of day and zone, if they come.
bool takeClockAndZone(TimeCursor& text, ScannedTime& time, bool compact)
{
    const auto clock = takeClock(text, compact);
    if (!clock)
        return false;
    time.clock = true;
    time.secondOfDay = clock->second;
    time.nanos = clock->nanos;
    if (const auto zone = takeZone(text)) {
        time.zoned = true;
        time.zoneSeconds = *zone;
    }
    return true;
}

/// [Europe/Paris] and (Central European Time) say again what the offset said.
bool takeComment(TimeCursor& text)
{
    text.takeBlanks();
    const char opening = text.next();
    if (opening != '[' && opening != '(')
        return true;
    const size_t end = text.rest().find(opening == '[' ? ']' : ')');
    if (end == std::string_view::npos)
        return false;
    text.skip(end + 1);
    return true;
}

/// The year of a date with a month's name: 4 digits, or 2. A number that a colon follows is an hour.
bool takeYear(TimeCursor& text, ScannedTime& time)
{
    TimeCursor at = text;
    takeLooseSign(at);
    at.take('\'');
    auto year = at.takeDigits(kYearDigits, kYearDigits);
    if (!year)
        year = at.takeDigits(2, 2);
    const bool hour = year && year->digits == 2 && at.next() == ':';
    if (!year || hour)
        return false;
    addNumber(time, *year);
    text = at;
    return true;
}

/// "14 10:00:00 2014", with a zone before the year or not, after a month's name and day.
bool takeClockThenYear(TimeCursor& text, ScannedTime& time)
{
    if (!text.takeBlanks() || !takeClockAndZone(text, time, false))
        return false;
    time.yearLast = true;
    const bool year = takeYear(text, time);
    if (year && !time.zoned) { // "10:00:00 2014 +0100"
        if (const auto zone = takeZone(text)) {
            time.zoned = true;
            time.zoneSeconds = *zone;
        }
    }
    return year;
}

/// Jan 31, 2014; January 2014; Jan 14 10:00:00 2014.
bool takeMonthFirst(TimeCursor& text, ScannedTime& time)
{
    takeLooseSign(text);
    if (const auto year = text.takeDigits(kYearDigits, kYearDigits)) {
        addNumber(time, *year);
        return true;
    }
    const auto day = text.takeDigits(1, 2);
    TimeCursor ordinal = text;
    const auto named = day ? day : ordinal.takeSomeDigits(1, 2);
    if (!named)
        return false;
    if (!day)
        text = ordinal;
    takeOrdinal(text);
    addNumber(time, *named);
    return takeYear(text, time) || takeClockThenYear(text, time);
}

/// 31 Jan 2014, 31-Jan-14, 31JAN2014, 2014-Jan-31 after their first number.
bool takeMonthSecond(TimeCursor& text, ScannedTime& time, int month)
{
    addMonth(time, month);
    if (time.digits[0] != kYearDigits)
        return takeYear(text, time);
    takeLooseSign(text);
    const auto day = text.takeDigits(1, 2);
    if (day)
        addNumber(time, *day);
    return true;
}

/// 2014-W05, 2014W053, 2014-Q1 after the year.
bool takeWeekOrQuarter(TimeCursor& text, ScannedTime& time)
{
    const bool week = text.takeWord("w");
    if (!week && !text.takeWord("q"))
        return false;
    time.sign = week ? 'W' : 'Q';
    const auto number = week ? text.takeSomeDigits(2, 2) : text.takeDigits(1, 1);
    if (!number)
        return false;
    addNumber(time, *number);
    if (!week)
        return true;
    TimeCursor at = text;
    at.take('-');
    if (const auto day = at.takeDigits(1, 1)) {
        addNumber(time, *day);
        text = at;
    }
    return !text.nextIsDigit();
}

/// The second and third number of a date of numbers alone, after the first and a sign.
bool takeNumbers(TimeCursor& text, ScannedTime& time)
{
    const auto second = text.takeDigits(1, kYearDigits);
    if (!second)
        return false;
    addNumber(time, *second);
    TimeCursor at = text;
    if (!at.take(time.sign) || !at.nextIsDigit())
        return true;
    const auto third = at.takeDigits(1, kYearDigits);
    if (!third)
        return false;
    addNumber(time, *third);
    text = at;
    return true;
}

bool takeNumberFirst(TimeCursor& text, ScannedTime& time)
{
    constexpr int kCompact = 8;
    if (const auto compact = text.takeDigits(kCompact, kCompact)) {
        addNumber(time, *compact);
        return true;
    }
    const auto first = text.takeSomeDigits(1, kYearDigits);
    if (!first || text.nextIsDigit())
        return false;
    addNumber(time, *first);
    TimeCursor at = text;
    if (first->digits < kYearDigits)
        takeOrdinal(at);
    takeLooseSign(at);
    if (const auto month = takeMonth(at)) {
        text = at;
        return takeMonthSecond(text, time, *month);
    }
    const char sign = text.next();
    if (first->digits == kYearDigits) {
        at = text;
        at.take('-');
        if (takeWeekOrQuarter(at, time)) {
            text = at;
            return true;
        }
        time.sign = 0;
        if (time.parts > 1)
            return false;
    }
    if (!text.takeAnyOf("-/."))
        return false;
    time.sign = sign;
    return takeNumbers(text, time);
}

/// What comes between a date and its time of day. @return whether there is anything
bool takeBetween(TimeCursor& text, bool& isoSign)
{
    isoSign = false;
    TimeCursor at = text;
    at.take(',');
    const bool blank = at.takeBlanks();
    if (blank) {
        if (at.takeWord("at"))
            at.takeBlanks();
        if (at.nextIsDigit()) {
            text = at;
            return true;
        }
    }
    if (text.takeAnyOf("Tt")) {
        isoSign = true;
        return true;
    }
    const size_t sign = text.rest().find_first_of(":.", 2); // 2014-01-31-02 is no date with an hour
    return sign != std::string_view::npos && sign <= 3 && text.takeAnyOf(":_-");
}

/// Time of day and what follows it, to the end of the text.
bool takeTail(TimeCursor& text, ScannedTime& time)
{
    TimeCursor at = text;
    bool isoSign = false;
    if (!time.clock && takeBetween(at, isoSign)) {
        const bool clock = takeClockAndZone(at, time, isoSign || time.digits[0] == 8);
        if (!clock)
            return false;
        text = at;
    }
    if (!time.clock && (text.take('Z') || text.take('z'))) // a date of XML may have it
        time.zoned = true;
    return takeComment(text) && text.atEnd();
}

} // namespace

std::optional<ScannedTime> scanTime(std::string_view given)
{
    if (given.size() > 2 && given.front() == '[' && given.back() == ']') // a log of Apache
        given = given.substr(1, given.size() - 2);
    TimeCursor text(given);
    ScannedTime time;
    text.takeBlanks();
    if (!text.nextIsDigit() && !text.nextIsLetter())
        return std::nullopt;
    if (text.nextIsLetter() && takeWeekday(text)) {
        time.weekday = true;
        text.take(',');
        text.takeBlanks();
    }
    bool date = false;
    if (text.nextIsDigit()) {
        date = takeNumberFirst(text, time);
    } else if (const auto month = takeMonth(text)) {
        addMonth(time, *month);
        date = takeMonthFirst(text, time);
    }
    if (!date || !takeTail(text, time))
        return std::nullopt;
    if (time.parts == 1 && !time.clock) // plain digits are judged with their column
        return std::nullopt;
    return time;
}

std::optional<std::string> withoutSeconds(std::string_view text)
{
    constexpr size_t kSeconds = 3, kMinutes = 3; // ":59", twice
    const auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (size_t i = text.size(); i-- > kMinutes + 1;) {
        const bool seconds = text[i] == ':' && text[i - kMinutes] == ':' && digit(i - 1) && digit(i - 2)
            && digit(i - kMinutes - 1) && digit(i + 1) && digit(i + 2) && !digit(i + kSeconds);
        if (!seconds)
            continue;
        size_t end = i + kSeconds;
        if (end < text.size() && (text[end] == '.' || text[end] == ',') && digit(end + 1)) {
            while (digit(++end)) { }
        }
        std::string shorter(text);
        shorter.erase(i, end - i);
        return scanTime(shorter) ? std::optional(shorter) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_pattern.h"

#include "core/data/column/time/time_clock.h"
#include "core/data/column/time/time_words.h"

#include <array>
#include <charconv>

namespace leap {
namespace {

/// What a text said so far.
struct PatternTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int yearDay = 0; ///< 0: not said
    int hour = 0;
    int minute = 0;
    int second = 0;
    int32_t nanos = 0;
    int32_t zoneSeconds = 0;
    std::optional<bool> afternoon;
    std::optional<int64_t> epoch;
};

bool takeNumber(TimeCursor& text, int most, int& to)
{
    const auto run = text.takeSomeDigits(1, most);
    if (!run)
        return false;
    to = run->value;
    return true;
}

bool takeExactly(TimeCursor& text, int digits, int& to)
{
    const auto run = text.takeSomeDigits(digits, digits);
    if (!run)
        return false;
    to = run->value;
    return true;
}

template <typename T> bool taken(const std::optional<T>& found, T& to)
{
    if (found)
        to = *found;
    return found.has_value();
}

bool takeEpoch(TimeCursor& text, PatternTime& time)
{
    const std::string_view rest = text.rest();
    int64_t seconds = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
    if (error != std::errc())
        return false;
    text.skip(static_cast<size_t>(end - rest.data()));
    time.epoch = seconds;
    return true;
}

using Taker = bool (*)(TimeCursor&, PatternTime&);
struct Element {
    char letter;
    Taker take;
};

const std::array kElements{
    Element{'Y', [](TimeCursor& t, PatternTime& p) { return takeExactly(t, 4, p.year); }},
    Element{'y',
            [](TimeCursor& t, PatternTime& p) {
                const bool found = takeExactly(t, 2, p.year);
                p.year = found ? yearOfTwoDigits(p.year) : p.year;
                return found;
            }},
    Element{'m', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 2, p.month); }},
    Element{'d', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 2, p.day); }},
    Element{'e',
            [](TimeCursor& t, PatternTime& p) {
                t.takeBlanks();
                return takeNumber(t, 2, p.day);
            }},
    Element{'j', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 3, p.yearDay) && p.yearDay > 0; }},
    Element{'b', [](TimeCursor& t, PatternTime& p) { return taken(takeMonth(t), p.month); }},
    Element{'B', [](TimeCursor& t, PatternTime& p) { return taken(takeMonth(t), p.month); }},
    Element{'h', [](TimeCursor& t, PatternTime& p) { return taken(takeMonth(t), p.month); }},
    Element{'a', [](TimeCursor& t, PatternTime&) { return takeWeekday(t); }},
    Element{'A', [](TimeCursor& t, PatternTime&) { return takeWeekday(t); }},
    Element{'H', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 2, p.hour); }},
    Element{'I', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 2, p.hour); }},
    Element{'M', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 2, p.minute); }},
    Element{'S', [](TimeCursor& t, PatternTime& p) { return takeNumber(t, 2, p.second); }},
    Element{'f', [](TimeCursor& t, PatternTime& p) { return taken(t.takeFraction(), p.nanos); }},
    Element{'p',
            [](TimeCursor& t, PatternTime& p) {
                p.afternoon = takeHalf(t);
                return p.afternoon.has_value();
            }},
    Element{'z', [](TimeCursor& t, PatternTime& p) { return taken(takeZone(t), p.zoneSeconds); }},
    Element{'Z', [](TimeCursor& t, PatternTime& p) { return taken(takeZone(t), p.zoneSeconds); }},
    Element{'s', takeEpoch},
};

struct Shorthand {
    char letter;
    std::string_view pattern;
};
constexpr std::array kShorthands{Shorthand{'F', "%Y-%m-%d"}, Shorthand{'T', "%H:%M:%S"},
                                 Shorthand{'R', "%H:%M"}, Shorthand{'D', "%m/%d/%y"}};

const Element* elementOf(char letter)
{
    for (const Element& element : kElements) {
        if (element.letter == letter)
            return &element;
    }
    return nullptr;
}

std::string_view shorthandOf(char letter)
{
    for (const Shorthand& shorthand : kShorthands) {
        if (shorthand.letter == letter)
            return shorthand.pattern;
    }
    return {};
}

/// Takes what the whole pattern says.
bool takePattern(TimeCursor& text, PatternTime& time, std::string_view pattern)
{
    for (size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == ' ') {
            text.takeBlanks();
            continue;
        }
        const bool element = c == '%' && i + 1 < pattern.size() && pattern[i + 1] != '%';
        if (!element) {
            i += c == '%' ? 1 : 0;
            if (!text.take(c))
                return false;
            continue;
        }
        const char letter = pattern[++i];
        const Element* known = elementOf(letter);
        const bool fits =
            known != nullptr ? known->take(text, time) : takePattern(text, time, shorthandOf(letter));
        if (!fits)
            return false;
    }
    return true;
}

std::optional<int64_t> secondOfDay(PatternTime time)
{
    if (time.afternoon) {
        if (time.hour < 1 || time.hour > 12)
            return std::nullopt;
        time.hour = time.hour % 12 + (*time.afternoon ? 12 : 0);
    }
    if (time.hour > 23 || time.minute > 59 || time.second > 60)
        return std::nullopt;
    return time.hour * 3600 + time.minute * 60 + time.second;
}

} // namespace

std::string problemOfPattern(std::string_view pattern)
{
    bool any = false;
    for (size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%')
            continue;
        if (++i == pattern.size())
            return "it ends with %";
        const bool known = elementOf(pattern[i]) != nullptr || !shorthandOf(pattern[i]).empty();
        if (!known && pattern[i] != '%')
            return std::string("%") + pattern[i] + " is not known";
        any = any || known;
    }
    return any ? "" : "it has no part of a time, such as %Y";
}

std::optional<Moment> parsePattern(std::string_view given, std::string_view pattern)
{
    TimeCursor text(given);
    PatternTime time;
    if (!takePattern(text, time, pattern) || !text.atEnd())
        return std::nullopt;
    if (time.epoch)
        return Moment{*time.epoch, time.nanos};
    const auto date =
        secondOfDate(time.year, time.yearDay > 0 ? 1 : time.month, time.yearDay > 0 ? 1 : time.day);
    const auto clock = secondOfDay(time);
    const bool beyondYear = time.yearDay > 366 || (time.yearDay == 366 && !secondOfDate(time.year, 2, 29));
    if (!date || !clock || beyondYear)
        return std::nullopt;
    constexpr int64_t kSecondsOfDay = 86'400;
    const int64_t days = time.yearDay > 0 ? time.yearDay - 1 : 0;
    return Moment{*date + days * kSecondsOfDay + *clock - time.zoneSeconds, time.nanos};
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_clock.h"

namespace leap {
namespace {

constexpr int kSecondsOfHour = 3600, kSecondsOfMinute = 60;

struct ClockParts {
    int hour = 0;
    int minute = 0;
    int second = 0;
    int32_t nanos = 0;
    bool seconds = false; ///< were given
};

/// Hours of a clock of twelve become those of the day; nothing where there is no such time.
std::optional<ClockTime> checkedClock(ClockParts parts, std::optional<bool> afternoon)
{
    if (afternoon) {
        if (parts.hour < 1 || parts.hour > 12)
            return std::nullopt;
        parts.hour = parts.hour % 12 + (*afternoon ? 12 : 0);
    }
    const bool endOfDay = parts.hour == 24 && parts.minute == 0 && parts.second == 0 && parts.nanos == 0;
    if ((parts.hour > 23 && !endOfDay) || parts.minute > 59 || parts.second > 60)
        return std::nullopt;
    return ClockTime{parts.hour * kSecondsOfHour + parts.minute * kSecondsOfMinute + parts.second,
                     parts.nanos};
}

std::optional<ClockParts> takeCompactParts(TimeCursor& text)
{
    if (const auto all = text.takeDigits(6, 6))
        return ClockParts{all->value / 10'000, all->value / 100 % 100, all->value % 100, 0, true};
    if (const auto both = text.takeDigits(4, 4))
        return ClockParts{both->value / 100, both->value % 100, 0, 0, false};
    return std::nullopt;
}

std::optional<ClockParts> takeParts(TimeCursor& text)
{
    const auto hour = text.takeDigits(1, 2);
    if (!hour)
        return std::nullopt;
    ClockParts parts{hour->value, 0, 0, 0, false};
    const char sign = text.next();
    if (sign != ':' && sign != '.')
        return parts;
    text.skip(1);
    const auto minute = text.takeDigits(2, 2);
    if (!minute)
        return std::nullopt;
    parts.minute = minute->value;
    if (!text.take(sign))
        return parts;
    const auto second = text.takeDigits(2, 2);
    if (!second)
        return std::nullopt;
    parts.second = second->value;
    parts.seconds = true;
    return parts;
}

} // namespace

std::optional<bool> takeHalf(TimeCursor& text)
{
    TimeCursor at = text;
    at.takeBlanks();
    const bool after = at.next() == 'p' || at.next() == 'P';
    if (!at.takeWord("am") && !at.takeWord("pm") && !at.takeWord("a.m.") && !at.takeWord("p.m."))
        return std::nullopt;
    if (at.nextIsLetter())
        return std::nullopt;
    text = at;
    return after;
}

std::optional<ClockTime> takeClock(TimeCursor& text, bool compact)
{
    TimeCursor at = text;
    auto parts = compact ? takeCompactParts(at) : std::nullopt;
    if (!parts)
        parts = takeParts(at);
    if (!parts)
        return std::nullopt;
    if (parts->seconds && at.takeAnyOf(".,:")) { // 15:30:59:123 is how SQL Server writes it
        const auto nanos = at.takeFraction();
        if (!nanos)
            return std::nullopt;
        parts->nanos = *nanos;
    }
    const auto clock = checkedClock(*parts, takeHalf(at));
    if (clock)
        text = at;
    return clock;
}

} // namespace leap

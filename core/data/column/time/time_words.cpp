// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_words.h"

#include <array>

namespace leap {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday"};
constexpr size_t kShortName = 3;

/// @param smallText in small letters
bool equal(std::string_view text, std::string_view smallText)
{
    TimeCursor at(text);
    return at.takeWord(smallText) && at.atEnd();
}

/// The place of `word` among names; shortened names have at least three letters.
template <size_t N>
std::optional<size_t> placeOf(std::string_view word, const std::array<std::string_view, N>& names,
                              size_t mostShort)
{
    for (size_t i = 0; i < N; ++i) {
        const bool shortened = word.size() >= kShortName && word.size() <= mostShort
            && word.size() <= names[i].size() && equal(word, names[i].substr(0, word.size()));
        if (shortened || equal(word, names[i]))
            return i;
    }
    return std::nullopt;
}

struct NamedZone {
    std::string_view name;
    int hours;
};
/// Names with one meaning, or whose meaning RFC 2822 lays down.
constexpr std::array kZones{
    NamedZone{"z", 0},    NamedZone{"utc", 0},  NamedZone{"gmt", 0},  NamedZone{"ut", 0},
    NamedZone{"est", -5}, NamedZone{"edt", -4}, NamedZone{"cst", -6}, NamedZone{"cdt", -5},
    NamedZone{"mst", -7}, NamedZone{"mdt", -6}, NamedZone{"pst", -8}, NamedZone{"pdt", -7},
    NamedZone{"wet", 0},  NamedZone{"west", 1}, NamedZone{"cet", 1},  NamedZone{"cest", 2},
    NamedZone{"eet", 2},  NamedZone{"eest", 3}, NamedZone{"msk", 3},  NamedZone{"jst", 9}};

constexpr int kSecondsOfHour = 3600, kSecondsOfMinute = 60, kMostZoneHours = 18;

/// +01:00, +0100, +01, +1 and with a minus.
std::optional<int32_t> takeOffset(TimeCursor& text)
{
    TimeCursor at = text;
    const bool west = at.take('-') || at.takeWord("\xE2\x88\x92"); // U+2212
    if (!west && !at.take('+'))
        return std::nullopt;
    int hours = 0, minutes = 0;
    if (const auto both = at.takeDigits(4, 4)) {
        hours = both->value / 100;
        minutes = both->value % 100;
    } else if (const auto some = at.takeDigits(1, 2)) {
        hours = some->value;
        if (at.take(':')) {
            const auto rest = at.takeDigits(2, 2);
            if (!rest)
                return std::nullopt;
            minutes = rest->value;
        }
    } else {
        return std::nullopt;
    }
    if (hours > kMostZoneHours || minutes >= 60)
        return std::nullopt;
    text = at;
    const int32_t seconds = hours * kSecondsOfHour + minutes * kSecondsOfMinute;
    return west ? -seconds : seconds;
}

} // namespace

std::optional<int> takeMonth(TimeCursor& text)
{
    constexpr size_t kLongestShort = 4; // "sept", "june"
    const std::string_view word = text.letters();
    const auto place = placeOf(word, kMonths, kLongestShort);
    if (!place)
        return std::nullopt;
    text.skip(word.size());
    text.take('.');
    return static_cast<int>(*place) + 1;
}

bool takeWeekday(TimeCursor& text)
{
    constexpr size_t kLongestShort = 5; // "thurs"
    const std::string_view word = text.letters();
    if (!placeOf(word, kDays, kLongestShort))
        return false;
    text.skip(word.size());
    text.take('.');
    return true;
}

void takeOrdinal(TimeCursor& text)
{
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        TimeCursor at = text;
        if (at.takeWord(ending) && !at.nextIsLetter()) {
            text = at;
            return;
        }
    }
}

std::optional<int32_t> takeZone(TimeCursor& text)
{
    TimeCursor at = text;
    at.takeBlanks();
    int32_t seconds = 0;
    if (const std::string_view word = at.letters(); !word.empty()) {
        bool known = false;
        for (const NamedZone& zone : kZones) {
            if (equal(word, zone.name)) {
                seconds = zone.hours * kSecondsOfHour;
                known = true;
            }
        }
        if (!known)
            return std::nullopt;
        at.skip(word.size());
        if (seconds == 0) // GMT+1
            seconds = takeOffset(at).value_or(0);
    } else if (const auto offset = takeOffset(at)) {
        seconds = *offset;
    } else {
        return std::nullopt;
    }
    text = at;
    return seconds;
}

} // namespace leap

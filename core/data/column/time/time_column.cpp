// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_column.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace leap {
namespace {

constexpr int64_t k1900 = -2'208'988'800, k1990 = 631'152'000, k2050 = 2'524'608'000, k2101 = 4'133'980'800;
constexpr int kFirstValues = 16; ///< a column of which no format reads half of these holds no times

/// A format and how much of a column it reads.
struct Tally {
    TimeFormat format;
    int64_t read = 0;
    int64_t values = 0;
    int32_t firstBad = -1;
};

void count(Tally& tally, int32_t code, int64_t rows, bool read)
{
    tally.read += read ? rows : 0;
    tally.values += read ? 1 : 0;
    if (!read && tally.firstBad < 0)
        tally.firstBad = code;
}

int64_t mostValues(const std::vector<Tally>& tallies)
{
    int64_t most = 0;
    for (const Tally& tally : tallies)
        most = std::max(most, tally.values);
    return most;
}

/// Counts what each format reads of the values, but ends early where the first of them tell that none will
/// do.
/// @param each called as each(code, text, rows) for a value that is not missing
template <typename Each>
void countValues(const CodedColumn& column, std::span<const int64_t> counts, TimeDecision& decision,
                 std::vector<Tally>& tallies, Each&& each)
{
    int64_t values = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
        const auto code = static_cast<int32_t>(i);
        if (counts[i] == 0 || column.isMissing(code))
            continue;
        each(code, column.text(code), counts[i]);
        decision.cells += counts[i];
        if (++values == kFirstValues && 2 * mostValues(tallies) < values) {
            tallies.clear();
            return;
        }
    }
}

/// The format that reads most: the first of equal ones.
const Tally* bestOf(const std::vector<Tally>& tallies, int64_t cells)
{
    const Tally* best = nullptr;
    for (const Tally& tally : tallies) {
        if (best == nullptr || tally.read > best->read)
            best = &tally;
    }
    return best != nullptr && best->read > 0 && 2 * best->read >= cells ? best : nullptr;
}

void take(TimeDecision& decision, const Tally& tally)
{
    decision.format = tally.format;
    decision.read = tally.read;
    decision.firstBad = tally.firstBad;
}

/// Years of two digits make three readings; those that begin with the year are written with a - only, so that
/// 31/01/14 has one reading.
std::vector<Tally> textTallies()
{
    std::vector<Tally> tallies{{{TimeForm::YearFirst, 0, {}}},
                               {{TimeForm::MonthNamed, 0, {}}},
                               {{TimeForm::CompactTime, 0, {}}},
                               {{TimeForm::MonthYear, 0, {}}}};
    for (const char sign : {'/', '.', '-'}) {
        for (const TimeForm form : {TimeForm::DayFirst, TimeForm::MonthFirst, TimeForm::ShortYearFirst})
            tallies.push_back({{form, sign, {}}});
    }
    return tallies;
}

/// 1.2.03 may be a version: years of two digits behind points and dashes want days and months of two.
bool mayBeVersion(const ScannedTime& time)
{
    const bool numbers = time.parts == 3 && (time.sign == '.' || time.sign == '-') && time.digits[0] < 4
        && time.digits[1] > 0 && time.digits[2] < 4;
    return numbers && !(time.digits[0] == 2 && time.digits[1] == 2);
}

/// Whether two readings of all-number dates cannot be told apart by what they read.
bool clash(const Tally& best, const Tally& other)
{
    const bool sameCells = best.read == other.read && best.format.sign == other.format.sign;
    const bool numbers = best.format.form == TimeForm::DayFirst || best.format.form == TimeForm::MonthFirst;
    if (!sameCells || !numbers || &best == &other)
        return false;
    return other.format.form != TimeForm::ShortYearFirst || other.format.sign == '-';
}

void takeText(const CodedColumn& column, std::span<const int64_t> counts, bool likely,
              std::vector<Tally>& tallies, TimeDecision& decision)
{
    countValues(column, counts, decision, tallies, [&](int32_t code, const std::string& text, int64_t rows) {
        const auto scanned = scanTime(text);
        const bool fits = scanned && (likely || !mayBeVersion(*scanned));
        bool any = false;
        for (Tally& tally : tallies) {
            const bool read = fits && momentOf(*scanned, tally.format).has_value();
            count(tally, code, rows, read);
            any = any || read;
        }
        decision.someZoned = decision.someZoned || (any && scanned->zoned);
        decision.someUnzoned = decision.someUnzoned || (any && !scanned->zoned);
    });
}

/// Numbers that count units since 1970, in 1990 to 2050.
bool isCount(double number, double units)
{
    return number >= static_cast<double>(k1990) * units && number < static_cast<double>(k2050) * units;
}

/// A date in digits, as many as the pattern has, in a year that is likely.
bool isLikelyDigits(const std::string& text, const std::string& pattern)
{
    const bool longYear = pattern.find("%Y") != std::string::npos;
    const auto elements = static_cast<size_t>(std::count(pattern.begin(), pattern.end(), '%'));
    if (text.size() != 2 * elements + (longYear ? 2 : 0))
        return false;
    const auto moment = parseTime(text, {TimeForm::Pattern, 0, pattern});
    return moment && moment->second >= (longYear ? k1900 : k1990)
        && moment->second < (longYear ? k2101 : k2050);
}

/// A whole number as its digits: "20140131.0" is how columns with gaps are often written. Days of one digit
/// lost their zero where ddmmyyyy was stored as a number.
std::string digitsOf(std::string text, bool dayFirst)
{
    constexpr size_t kDate = 8;
    if (const size_t point = text.find('.');
        point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos)
        text.erase(point);
    return dayFirst && text.size() == kDate - 1 ? "0" + text : text;
}

double unitsOf(TimeForm form)
{
    switch (form) {
    case TimeForm::EpochMilliseconds:
        return 1e3;
    case TimeForm::EpochMicroseconds:
        return 1e6;
    case TimeForm::EpochNanoseconds:
        return 1e9;
    default:
        return 1;
    }
}

bool startsWithDay(const std::string& pattern)
{
    return pattern.rfind("%d", 0) == 0 || pattern.rfind("%m", 0) == 0;
}

/// 01.2014 is a number, too.
bool isLikelyMonth(const std::string& text)
{
    constexpr size_t kSize = 7;
    const auto moment = parseTime(text, {TimeForm::MonthYear, 0, {}});
    return moment && text.size() == kSize && moment->second >= k1900 && moment->second < k2101;
}

bool readsDigits(const TimeFormat& format, const std::string& text, double number)
{
    if (format.form == TimeForm::MonthYear)
        return isLikelyMonth(text);
    if (format.form != TimeForm::Pattern)
        return isCount(number, unitsOf(format.form));
    return isLikelyDigits(digitsOf(text, startsWithDay(format.pattern)), format.pattern);
}

/// Those with four digits of a year come first: 31012014 is hardly 14 o'clock of 2031-01-20.
std::vector<Tally> digitTallies()
{
    std::vector<Tally> tallies;
    for (const char* pattern :
         {"%Y%m%d", "%Y%m%d%H", "%Y%m%d%H%M", "%Y%m%d%H%M%S", "%d%m%Y", "%m%d%Y", "%y%m%d%H"})
        tallies.push_back({{TimeForm::Pattern, 0, pattern}});
    for (const TimeForm form : {TimeForm::MonthYear, TimeForm::EpochSeconds, TimeForm::EpochMilliseconds,
                                TimeForm::EpochMicroseconds, TimeForm::EpochNanoseconds})
        tallies.push_back({{form, 0, {}}});
    return tallies;
}

} // namespace

TimeDecision decideTextTimes(const CodedColumn& column, std::span<const int64_t> counts, bool likely)
{
    TimeDecision decision;
    std::vector<Tally> tallies = textTallies();
    takeText(column, counts, likely, tallies, decision);
    const Tally* best = bestOf(tallies, decision.cells);
    if (best == nullptr)
        return {};
    take(decision, *best);
    for (const Tally& other : tallies) {
        if (!decision.other && clash(*best, other))
            decision.other = other.format;
    }
    return decision;
}

TimeDecision decideDigitTimes(const CodedColumn& column, std::span<const int64_t> counts)
{
    TimeDecision decision;
    std::vector<Tally> tallies = digitTallies();
    countValues(column, counts, decision, tallies, [&](int32_t code, const std::string& text, int64_t rows) {
        for (Tally& tally : tallies)
            count(tally, code, rows, readsDigits(tally.format, text, column.number(code)));
    });
    const Tally* best = bestOf(tallies, decision.cells);
    if (best == nullptr)
        return {};
    take(decision, *best);
    const bool day = best->format.form == TimeForm::Pattern && startsWithDay(best->format.pattern);
    for (const Tally& other : tallies) {
        const bool otherDay = other.format.form == TimeForm::Pattern && startsWithDay(other.format.pattern);
        if (day && otherDay && &other != best && other.read == best->read)
            decision.other = other.format;
    }
    return decision;
}

bool likelyDates(const CodedColumn& column, const TimeFormat& format, std::span<const int64_t> counts)
{
    constexpr int64_t kSecondsOfDay = 86'400;
    constexpr size_t kDays = 20;
    constexpr double kShare = 0.3;
    std::vector<int64_t> days;
    const auto moments = momentsOf(column, format);
    for (size_t i = 0; i < moments.size(); ++i) {
        if (counts[i] > 0 && moments[i])
            days.push_back(static_cast<int64_t>(
                std::floor(static_cast<double>(moments[i]->second) / static_cast<double>(kSecondsOfDay))));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    constexpr int64_t kLongestMonth = 31;
    if (days.size() < kDays || days.back() - days.front() <= kLongestMonth)
        return false;
    return static_cast<double>(days.size()) >= kShare * static_cast<double>(days.back() - days.front() + 1);
}

std::vector<std::optional<Moment>> momentsOf(const CodedColumn& column, const TimeFormat& format)
{
    std::vector<std::optional<Moment>> moments(column.distinct());
    const bool digits = format.form == TimeForm::Pattern;
    for (size_t i = 0; i < moments.size(); ++i) {
        const auto code = static_cast<int32_t>(i);
        if (column.isMissing(code))
            continue;
        const std::string text = column.text(code);
        const bool number = digits && !std::isnan(column.number(code));
        moments[i] = parseTime(number ? digitsOf(text, startsWithDay(format.pattern)) : text, format);
    }
    return moments;
}

} // namespace leap

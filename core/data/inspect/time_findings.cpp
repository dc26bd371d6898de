// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/time_findings.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/column/time/time_column.h"
#include "core/data/column/time/time_rules.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace leap {
namespace {

constexpr double kTimes = 0.99; ///< of the cells read as times: a column of times
constexpr double kNearlyTimes = 0.9; ///< worth a hint
constexpr size_t kFirstValues = 16; ///< that are looked at first

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}

char small(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// "createdAt", "event_time", "TS": the words of a name in small letters.
std::vector<std::string> nameWords(const std::string& name)
{
    std::vector<std::string> words;
    for (size_t i = 0; i < name.size(); ++i) {
        const bool letter = isSmall(small(name[i]));
        const bool begins =
            i == 0 || !isSmall(small(name[i - 1])) || (!isSmall(name[i]) && isSmall(name[i - 1]));
        if (letter && begins)
            words.emplace_back();
        if (letter)
            words.back() += small(name[i]);
    }
    return words;
}

/// Does the name speak of a time?
bool namesTime(const std::string& name)
{
    static constexpr std::array<std::string_view, 17> kWords{
        "time", "ts",   "timestamp", "date",     "datetime", "epoch", "dt",   "created", "updated",
        "unix", "when", "day",       "modified", "utc",      "hour",  "dttm", "at"};
    static constexpr std::array<std::string_view, 4> kEndings{"time", "date", "timestamp", "datetime"};
    const auto speaks = [](const std::string& word) {
        const bool whole = std::find(kWords.begin(), kWords.end(), word) != kWords.end();
        return whole || std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
                   return word.size() > ending.size()
                       && word.compare(word.size() - ending.size(), ending.size(), ending) == 0;
               });
    };
    const auto words = nameWords(name);
    return std::any_of(words.begin(), words.end(), speaks);
}

bool isCount(const TimeFormat& format)
{
    return format.form == TimeForm::EpochSeconds || format.form == TimeForm::EpochMilliseconds
        || format.form == TimeForm::EpochMicroseconds || format.form == TimeForm::EpochNanoseconds;
}

/// "2014-01-31 to 2014-03-02"
std::string rangeOf(const std::vector<std::optional<Moment>>& moments, std::span<const int64_t> counts)
{
    std::optional<Moment> first, last;
    for (size_t i = 0; i < moments.size(); ++i) {
        if (counts[i] == 0 || !moments[i])
            continue;
        first = first ? std::min(*first, *moments[i]) : *moments[i];
        last = last ? std::max(*last, *moments[i]) : *moments[i];
    }
    return first ? isoText(*first, false, false) + " to " + isoText(*last, false, false) : std::string();
}

void hintBad(const CodedColumn& column, const TimeDecision& decision, ColumnReport& report)
{
    const double share = static_cast<double>(decision.read) / static_cast<double>(decision.cells);
    report.hints.push_back(percent(share) + " of the cells are times (" + titleOf(*decision.format)
                           + "); the first that is none is '" + displayText(column.text(decision.firstBad))
                           + "'. A split by this column needs it corrected or made missing.");
}

void hintAmbiguous(const TimeDecision& decision, ColumnReport& report)
{
    const std::string both = titleOf(*decision.format) + " or " + titleOf(*decision.other);
    report.timeFormat = both + std::string(ColumnReport::kAmbiguousTimes);
    report.hints.push_back("The dates are " + both
                           + ", and no value tells which. A split by this column needs "
                             "its format (--text-time '"
                           + report.name + "=" + nameOf(*decision.format) + "').");
}

void reportDecision(const CodedColumn& column, const TimeDecision& decision, ColumnReport& report)
{
    const double share = static_cast<double>(decision.read) / static_cast<double>(decision.cells);
    if (share < kNearlyTimes)
        return;
    if (!decision.readsAll())
        hintBad(column, decision, report);
    if (share < kTimes)
        return;
    if (decision.other)
        hintAmbiguous(decision, report);
    else
        report.timeFormat = titleOf(*decision.format);
    if (decision.someZoned && decision.someUnzoned)
        report.hints.emplace_back("Some times have a zone, others have none and are taken as UTC.");
}

/// Digits and counts could be other numbers: the name must speak of a time, or the days must be close.
void reportDigits(const CodedColumn& column, const TimeDecision& decision, std::span<const int64_t> counts,
                  ColumnReport& report)
{
    const TimeFormat& format = *decision.format;
    const bool dates = decision.readsAll() && !isCount(format) && likelyDates(column, format, counts);
    if (!dates && !namesTime(report.name))
        return;
    reportDecision(column, decision, report);
    if (!report.timeFormat.empty() && isCount(format))
        report.hints.push_back("Numbers that count from 1970 (" + titleOf(format)
                               + "): " + rangeOf(momentsOf(column, format), counts) + ".");
}

/// The user said how the times are written; what does not fit is told.
void reportGiven(const CodedColumn& column, const TimeFormat& format, std::span<const int64_t> counts,
                 ColumnReport& report)
{
    TimeDecision decision;
    decision.format = format;
    const auto moments = momentsOf(column, format);
    for (size_t i = 0; i < moments.size(); ++i) {
        const auto code = static_cast<int32_t>(i);
        if (counts[i] == 0 || column.isMissing(code))
            continue;
        decision.cells += counts[i];
        decision.read += moments[i] ? counts[i] : 0;
        if (!moments[i] && decision.firstBad < 0)
            decision.firstBad = code;
    }
    report.timeFormat = titleOf(format);
    if (decision.cells > decision.read)
        hintBad(column, decision, report);
}

void describeTyped(const CodedColumn& column, ColumnReport& report)
{
    report.timeFormat = column.timeType();
    report.kindReason = "times (" + column.timeType() + "), "
        + (report.kind == InputKind::Numeric ? "more values than a category has: numeric, seconds since 1970"
                                             : counted(report.distinct, "value") + ": categorical");
}

/// Do numbers make up most of the first values?
bool isNumbers(const CodedColumn& column)
{
    const auto numbers = column.numbers().first(std::min(kFirstValues, column.distinct()));
    const auto count = std::count_if(numbers.begin(), numbers.end(), [](double n) { return !std::isnan(n); });
    return 2 * static_cast<size_t>(count) >= numbers.size() && count > 0;
}

} // namespace

void findTimes(const CodedColumn& column, const TimeFormat* given, ColumnReport& report)
{
    if (column.lists())
        return;
    if (!column.timeType().empty()) {
        describeTyped(column, report);
        return;
    }
    if (given != nullptr) {
        reportGiven(column, *given, column.counts(), report);
        return;
    }
    const bool numbers = isNumbers(column), named = namesTime(report.name);
    const auto decide = [&](std::span<const int64_t> counts) {
        return numbers ? decideDigitTimes(column, counts) : decideTextTimes(column, counts, named);
    };
    // Most columns hold no times: their first values tell, without a pass over the rows.
    const std::vector<int64_t> first(std::min(kFirstValues, column.distinct()), 1);
    if (!decide(first).format)
        return;
    const auto counts = column.counts();
    const TimeDecision decision = decide(counts);
    if (decision.format && numbers)
        reportDigits(column, decision, counts, report);
    else if (decision.format)
        reportDecision(column, decision, report);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encode/split_times.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/time/time_clock.h"
#include "core/data/column/time/time_column.h"
#include "core/data/column/time/time_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace leap {
namespace {

using Moments = std::vector<std::optional<Moment>>;

struct TimeInput {
    const CodedColumn& column;
    std::span<const int64_t> rows;
    std::vector<int64_t> counts; ///< [distinct] of the rows
    [[nodiscard]] bool matters(int32_t code) const
    {
        return counts[static_cast<size_t>(code)] > 0 && !column.isMissing(code);
    }
    /// "data row 17: 'foo'", the first row that shows the value.
    [[nodiscard]] std::string place(int32_t code) const
    {
        const auto shows = [&](int64_t row) { return column.codes()[static_cast<size_t>(row)] == code; };
        const auto row = std::find_if(rows.begin(), rows.end(), shows);
        return "data row " + grouped(*row + 1) + ": '" + displayText(column.text(code)) + "'";
    }
    [[nodiscard]] std::string who() const { return "split by time: column '" + column.name() + "', "; }
    [[nodiscard]] std::string option(const std::string& format) const
    {
        return "--text-time '" + column.name() + "=" + format + "'";
    }
};

/// Ranks of distinct values; missing ones, and those that no row shows, come first.
template <typename Before> std::vector<int64_t> ranksBy(const TimeInput& in, Before&& before)
{
    std::vector<int32_t> order;
    for (size_t code = 0; code < in.counts.size(); ++code) {
        if (in.matters(static_cast<int32_t>(code)))
            order.push_back(static_cast<int32_t>(code));
    }
    std::stable_sort(order.begin(), order.end(), before);
    std::vector<int64_t> ranks(in.counts.size(), 0);
    int64_t rank = 0;
    for (size_t i = 0; i < order.size(); ++i) {
        rank += i == 0 || before(order[i - 1], order[i]) ? 1 : 0;
        ranks[static_cast<size_t>(order[i])] = rank;
    }
    return ranks;
}

std::vector<int64_t> ranksOf(const TimeInput& in, const Moments& moments)
{
    return ranksBy(in, [&](int32_t a, int32_t b) {
        return *moments[static_cast<size_t>(a)] < *moments[static_cast<size_t>(b)];
    });
}

/// The first value of the rows that fails; -1: none does.
template <typename Fails> int32_t firstOf(const TimeInput& in, Fails&& fails)
{
    for (size_t code = 0; code < in.counts.size(); ++code) {
        if (in.matters(static_cast<int32_t>(code)) && fails(static_cast<int32_t>(code)))
            return static_cast<int32_t>(code);
    }
    return -1;
}

[[noreturn]] void refuseBucket(const TimeInput& in)
{
    throw InputError(
        in.who() + "has more than " + grouped(in.column.fullAt())
        + " different times, too many to be told apart as texts: write them to the minute, or as "
          "numbers of seconds since 1970.");
}

/// @throws InputError where a value of the rows has no moment
void requireAll(const TimeInput& in, const Moments& moments, const std::string& format)
{
    const int32_t bad = firstOf(in, [&](int32_t code) { return !moments[static_cast<size_t>(code)]; });
    if (bad < 0)
        return;
    if (in.column.fullAt() > 0 && bad >= in.column.fullAt())
        refuseBucket(in);
    const std::string value = displayText(in.column.text(bad));
    throw InputError(in.who() + in.place(bad) + " is no time; other rows are read as " + format
                     + ". Correct it, make it missing (--na '" + value + "'), or name the format ("
                     + in.option("FORMAT") + ").");
}

/// Where it makes no difference for the order which number is the month, there is nothing to ask.
void requireSameOrder(const TimeInput& in, const TimeDecision& decision, const std::vector<int64_t>& ranks)
{
    const Moments others = momentsOf(in.column, *decision.other);
    if (ranksOf(in, others) == ranks)
        return;
    const int32_t example = firstOf(in, [](int32_t) { return true; });
    throw InputError(in.who() + in.place(example) + " is " + titleOf(*decision.format) + " or "
                     + titleOf(*decision.other) + ", and no value tells which: say "
                     + in.option(nameOf(*decision.format)) + " or " + in.option(nameOf(*decision.other))
                     + ".");
}

TimeOrder orderAs(const TimeInput& in, const TimeFormat& format)
{
    const Moments moments = momentsOf(in.column, format);
    requireAll(in, moments, titleOf(format));
    return {ranksOf(in, moments), titleOf(format), {}};
}

TimeOrder orderDecided(const TimeInput& in, const TimeDecision& decision)
{
    TimeOrder order = orderAs(in, *decision.format);
    if (decision.other)
        requireSameOrder(in, decision, order.ranks);
    if (decision.someZoned && decision.someUnzoned)
        order.warnings.push_back("time column '" + in.column.name()
                                 + "': some times have a zone, others have none and are taken as UTC.");
    return order;
}

/// Seconds, milliseconds, ... of 1990 to 2050: 0 to 3; nothing for other numbers.
std::optional<size_t> unitOf(double number)
{
    constexpr double kFrom = 631'152'000, kTo = 2'524'608'000;
    double units = 1;
    for (size_t unit = 0; unit < 4; ++unit, units *= 1000) {
        if (number >= kFrom * units && number < kTo * units)
            return unit;
    }
    return std::nullopt;
}

/// @throws InputError where all numbers count from 1970, but not in one unit
void requireOneUnit(const TimeInput& in)
{
    static constexpr std::array<const char*, 4> kUnits{"seconds", "milliseconds", "microseconds",
                                                       "nanoseconds"};
    std::optional<int32_t> first, second;
    const auto unitAt = [&](int32_t code) { return unitOf(in.column.number(code)); };
    for (size_t i = 0; i < in.counts.size(); ++i) {
        const auto code = static_cast<int32_t>(i);
        if (!in.matters(code))
            continue;
        if (!unitAt(code))
            return;
        first = first ? first : code;
        second = !second && *unitAt(code) != *unitAt(*first) ? std::optional(code) : second;
    }
    if (second)
        throw InputError(in.who() + in.place(*first) + " counts " + kUnits.at(*unitAt(*first))
                         + " since 1970, but " + in.place(*second) + " " + kUnits.at(*unitAt(*second))
                         + ": write all in one unit.");
}

/// Does the order of such numbers agree with that of time?
bool yearLeads(const TimeFormat& format)
{
    const bool dayLeads = format.form == TimeForm::Pattern && format.pattern.rfind("%Y", 0) != 0
        && format.pattern.rfind("%y", 0) != 0;
    return !dayLeads && format.form != TimeForm::MonthYear;
}

/// Numbers keep their order, but for dates that begin with the day or the month.
TimeOrder orderOfNumbers(const TimeInput& in)
{
    const TimeDecision decision = decideDigitTimes(in.column, in.counts);
    if (decision.readsAll() && !yearLeads(*decision.format))
        return orderDecided(in, decision);
    requireOneUnit(in);
    return {
        ranksBy(in, [&](int32_t a, int32_t b) { return in.column.number(a) < in.column.number(b); }), "", {}};
}

[[noreturn]] void refuseNoTime(const TimeInput& in)
{
    const int32_t bad = firstOf(in, [&](int32_t code) { return std::isnan(in.column.number(code)); });
    const std::string value = in.column.text(bad);
    TimeCursor text(value);
    const bool clock = takeClock(text, false) && text.atEnd();
    throw InputError(
        "--split time:" + in.column.name() + " needs times or numbers; " + in.place(bad) + " is "
        + (clock ? "a time of day without a date: where all rows are of one day, say " + in.option("%H:%M:%S")
                 : "neither; a format that is not known by itself can be given, as in "
                   + in.option("%d.%m.%Y %H:%M"))
        + ".");
}

} // namespace

TimeOrder timeOrderOf(const CodedColumn& column, const TimeFormat* given, std::span<const int64_t> rows)
{
    const TimeInput in{column, rows, column.counts(rows)};
    if (!column.timeType().empty()) {
        TimeOrder order = orderAs(in, {TimeForm::YearFirst, 0, {}});
        order.reading = column.timeType();
        return order;
    }
    if (given != nullptr)
        return orderAs(in, *given);
    if (firstOf(in, [&](int32_t code) { return std::isnan(column.number(code)); }) < 0)
        return orderOfNumbers(in);
    const TimeDecision decision = decideTextTimes(column, in.counts, true);
    if (!decision.format)
        refuseNoTime(in);
    return orderDecided(in, decision);
}

} // namespace leap

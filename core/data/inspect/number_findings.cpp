// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/number_findings.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/column/value_twins.h"
#include "core/data/inspect/sentinels.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

std::string quoted(const std::string& text)
{
    return "'" + displayText(text) + "'";
}

void addSentinels(ColumnReport& report, const CodedColumn& column, const std::vector<int64_t>& counts)
{
    std::vector<NumberRows> numbers;
    int64_t rows = 0;
    for (size_t code = 0; code < counts.size(); ++code) {
        rows += counts[code];
        if (counts[code] > 0 && std::isfinite(column.numbers()[code]))
            numbers.push_back({column.numbers()[code], counts[code]});
    }
    const bool categories = report.kind == InputKind::Categorical;
    for (const NumberRows& sentinel : sentinelsOf(std::move(numbers), categories)) {
        const std::string text = shortest(sentinel.number);
        report.sentinels.push_back(text);
        const std::string token = report.name + "=" + text;
        report.hints.push_back(
            percent(static_cast<double>(sentinel.rows) / static_cast<double>(std::max<int64_t>(rows, 1)))
            + " of the cells are " + text + ", far from the rest; --na "
            + (token.find(' ') == std::string::npos ? token : '"' + token + '"') + " makes them missing.");
    }
}

/// Of texts only: numbers that differ in spelling are one value already.
void addSpellings(ColumnReport& report, const CodedColumn& column)
{
    constexpr size_t kMost = 1 << 16; // of names by the million no list is made
    if (column.distinct() > kMost)
        return;
    std::vector<std::string> texts;
    for (size_t code = 0; code < column.distinct(); ++code)
        texts.push_back(column.text(static_cast<int32_t>(code)));
    const SpellingPairs found =
        spellingPairs(static_cast<int32_t>(texts.size()),
                      [&](int32_t code) -> std::string_view { return texts[static_cast<size_t>(code)]; });
    if (found.pairs > 0)
        report.hints.push_back(counted(found.pairs, "pair") + " of values "
                               + (found.pairs == 1 ? "differs" : "differ") + " only in case or spaces ("
                               + quoted(found.one) + " and " + quoted(found.other)
                               + "); they are different values.");
}

} // namespace

void addNumberFindings(ColumnReport& report, const CodedColumn& column, const std::vector<int64_t>& counts)
{
    report.reading = column.reading().words;
    const auto& hints = column.reading().hints;
    report.hints.insert(report.hints.end(), hints.begin(), hints.end());
    const bool numbers = std::any_of(column.numbers().begin(), column.numbers().end(),
                                     [](double number) { return std::isfinite(number); });
    if (numbers && !report.rowIdLike)
        addSentinels(report, column, counts);
    if (!column.typedNumbers() && !column.lists() && report.kind != InputKind::Numeric)
        addSpellings(report, column);
}

} // namespace leap

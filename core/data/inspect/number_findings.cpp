// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/number_findings.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/column/value_twins.h"
#include "core/data/inspect/sentinels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

std::string quoted(const std::string& text)
{
    return "'" + displayText(text) + "'";
}

/// Empty where no number has rows enough for a sentinel.
std::vector<NumberRows> numbersOf(const CodedColumn& column, const std::vector<int64_t>& counts)
{
    int64_t rows = 0, most = 0;
    for (size_t code = 0; code < counts.size(); ++code) {
        if (std::isfinite(column.numbers()[code])) {
            rows += counts[code];
            most = std::max(most, counts[code]);
        }
    }
    std::vector<NumberRows> numbers;
    for (size_t code = 0; code < counts.size() && most >= leastSentinelRows(rows); ++code) {
        if (counts[code] > 0 && std::isfinite(column.numbers()[code]))
            numbers.push_back({column.numbers()[code], counts[code]});
    }
    return numbers;
}

void addSentinels(ColumnReport& report, const CodedColumn& column, const std::vector<int64_t>& counts)
{
    const int64_t rows = std::accumulate(counts.begin(), counts.end(), int64_t{0});
    const bool categories = report.kind == InputKind::Categorical;
    for (const NumberRows& sentinel : sentinelsOf(numbersOf(column, counts), categories)) {
        const std::string text = shortest(sentinel.number);
        report.sentinels.push_back(text);
        const std::string token = report.name + "=" + text;
        report.hints.push_back(
            percent(static_cast<double>(sentinel.rows) / static_cast<double>(std::max<int64_t>(rows, 1)))
            + " of the cells are " + text + ", far from the rest; --na "
            + (token.find(' ') == std::string::npos ? token : '"' + token + '"') + " makes them missing.");
    }
}

/// Has a text a capital letter, a blank, or a character that may be one?
bool hasCapitalsOrBlanks(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return c == ' ' || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// Of texts only: numbers that differ in spelling are one value already. Where nearly each row has a text of
/// its own no list is made.
void addSpellings(ColumnReport& report, const CodedColumn& column)
{
    constexpr size_t kMost = 1 << 16, kFew = 4096, kRowsEach = 16;
    const size_t distinct = column.distinct();
    if (distinct > std::min(kMost, std::max(kFew, column.codes().size() / kRowsEach)))
        return;
    std::vector<std::string> texts;
    for (size_t code = 0; code < distinct; ++code)
        texts.push_back(column.text(static_cast<int32_t>(code)));
    if (std::none_of(texts.begin(), texts.end(), hasCapitalsOrBlanks))
        return;
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
    if (!report.rowIdLike)
        addSentinels(report, column, counts);
    if (!column.typedNumbers() && !column.lists() && report.kind != InputKind::Numeric)
        addSpellings(report, column);
}

} // namespace leap

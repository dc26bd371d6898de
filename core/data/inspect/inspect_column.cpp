// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/inspect_column.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/inspect/number_findings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

constexpr int64_t kCategoricalIntegers = 100; ///< integers with this many values or fewer are categories
constexpr double kBadShare = 0.01; ///< of the cells that are there; more, and the column is text
constexpr double kLeadingZeroShare = 0.001;
constexpr double kRowIdShare = 0.9; ///< of the rows have a value of their own
constexpr int64_t kRowIdRows = 20; ///< fewer rows tell nothing
constexpr size_t kExamples = 5;

/// Rows and values of a column by what they look like.
struct Census {
    int64_t rows = 0;
    int64_t missing = 0;
    int64_t numbers = 0; ///< rows
    int64_t integers = 0; ///< rows with integral numbers
    int64_t leadingZeros = 0; ///< rows
    int64_t distinct = 0; ///< values, missing left out
    int64_t distinctNumbers = 0;
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    int32_t mostFrequent = -1;
    [[nodiscard]] int64_t present() const { return rows - missing; }
    [[nodiscard]] int64_t texts() const { return present() - numbers; }
};

void countNumber(Census& census, double number, int64_t count)
{
    census.numbers += count;
    ++census.distinctNumbers;
    census.integers += number == std::floor(number) ? count : 0;
    census.minimum = std::min(census.minimum, number);
    census.maximum = std::max(census.maximum, number);
}

Census censusOf(const CodedColumn& column, const std::vector<int64_t>& counts)
{
    Census census;
    for (size_t i = 0; i < counts.size(); ++i) {
        const auto code = static_cast<int32_t>(i);
        if (counts[i] == 0)
            continue;
        census.rows += counts[i];
        if (census.mostFrequent < 0 || counts[i] > counts[static_cast<size_t>(census.mostFrequent)])
            census.mostFrequent = code;
        if (column.isMissing(code)) {
            census.missing += counts[i];
            continue;
        }
        ++census.distinct;
        if (!std::isnan(column.number(code)))
            countNumber(census, column.number(code), counts[i]);
        if (!column.typedNumbers() && hasLeadingZero(column.text(code)))
            census.leadingZeros += counts[i];
    }
    return census;
}

/// How many different items the values hold when they are cut at '|'; 0 when that makes no sense.
size_t bagItems(const CodedColumn& column)
{
    TextDictionary items;
    size_t cut = 0, values = 0, total = 0;
    for (size_t i = 0; i < column.distinct(); ++i) {
        const std::string text = column.text(static_cast<int32_t>(i));
        if (text.empty())
            continue;
        ++values;
        const auto parts = split(text, '|');
        cut += parts.size() > 1 ? 1 : 0;
        total += parts.size();
        for (const std::string& part : parts)
            items.add(part);
    }
    const auto distinct = static_cast<size_t>(items.size());
    return cut * 10 >= values && cut > 1 && distinct * 2 < total ? distinct : 0;
}

std::string valuesText(const ColumnReport& report)
{
    return (report.distinctAtLeast ? "at least " : "") + counted(report.distinct, "value");
}

/// Does (nearly) every row have its own value? Where not all values were told apart, the rows up to the
/// first that was not tell it.
bool isRowIdLike(const CodedColumn& column, const Census& census)
{
    int64_t rows = census.rows, distinct = census.distinct;
    if (const int64_t full = column.fullAt()) {
        const auto first = std::find_if(column.codes().begin(), column.codes().end(),
                                        [&](int32_t code) { return code >= full; });
        rows = first - column.codes().begin();
        distinct = full;
    }
    const bool fractions = census.numbers > census.integers;
    return !fractions && rows >= kRowIdRows
        && static_cast<double>(distinct) > kRowIdShare * static_cast<double>(rows);
}

void decideText(ColumnReport& report, const CodedColumn& column, const Census& census)
{
    report.kind = InputKind::Categorical;
    const double share = static_cast<double>(census.texts()) / static_cast<double>(census.present());
    report.kindReason = "text, " + valuesText(report)
        + (share < 0.5 ? " (" + percent(share) + " of the cells are no numbers)" : std::string())
        + ": categorical";
    if (const size_t items = bagItems(column))
        report.kindReason +=
            "; may be a bag of " + counted(static_cast<int64_t>(items), "item") + " cut at '|'";
}

void decideKind(ColumnReport& report, const CodedColumn& column, const Census& census)
{
    const auto present = static_cast<double>(census.present());
    const bool mostlyNumbers =
        census.numbers > 0 && static_cast<double>(census.texts()) <= kBadShare * present;
    if (column.lists()) {
        report.kind = InputKind::Bag;
        report.kindReason = "lists: bag";
    } else if (census.present() == 0) {
        report.kindReason = "every cell is missing: categorical";
    } else if (!mostlyNumbers) {
        decideText(report, column, census);
    } else if (static_cast<double>(census.leadingZeros) > kLeadingZeroShare * present) {
        report.kindReason = "numbers with zeros in front, " + valuesText(report) + ": codes, categorical";
    } else if (census.integers == census.numbers && census.distinctNumbers <= kCategoricalIntegers) {
        report.kindReason = "integers, " + valuesText(report) + " (at most "
            + std::to_string(kCategoricalIntegers) + "): categorical";
    } else {
        report.kind = InputKind::Numeric;
        report.kindReason = census.integers == census.numbers ? "integers, " + valuesText(report)
                + " (more than " + std::to_string(kCategoricalIntegers) + "): numeric"
                                                              : "numbers with fractions: numeric";
        report.badCells = census.texts();
    }
}

/// Where the column is no list: how many cells are no numbers, and the first of them.
void countTexts(ColumnReport& report, const CodedColumn& column, const std::vector<int64_t>& counts,
                const Census& census)
{
    report.textCells = column.lists() ? 0 : census.texts();
    for (size_t i = 0; i < counts.size() && report.textCells > 0 && report.textExample.empty(); ++i) {
        const auto code = static_cast<int32_t>(i);
        if (counts[i] > 0 && !column.isMissing(code) && std::isnan(column.number(code)))
            report.textExample = displayText(column.text(code));
    }
}

} // namespace

ColumnReport reportOf(const CodedColumn& column)
{
    const std::vector<int64_t> counts = column.counts();
    const Census census = censusOf(column, counts);
    ColumnReport report;
    report.name = column.name();
    report.distinct = census.distinct;
    report.distinctAtLeast = column.fullAt() > 0;
    const auto rows = static_cast<double>(std::max<int64_t>(census.rows, 1));
    decideKind(report, column, census);
    countTexts(report, column, counts, census);
    report.missingShare = static_cast<double>(census.missing + report.badCells) / rows;
    if (census.mostFrequent >= 0) {
        report.defaultShare = static_cast<double>(counts[static_cast<size_t>(census.mostFrequent)]) / rows;
        report.defaultValue = displayText(column.text(census.mostFrequent));
    }
    if (report.kind == InputKind::Numeric) {
        report.minimum = census.minimum;
        report.maximum = census.maximum;
    }
    report.constant = census.distinct + (census.missing > 0 ? 1 : 0) <= 1;
    report.rowIdLike = isRowIdLike(column, census);
    for (size_t i = 0; i < counts.size() && report.examples.size() < kExamples; ++i) {
        if (counts[i] > 0 && !column.isMissing(static_cast<int32_t>(i)))
            report.examples.push_back(displayText(column.text(static_cast<int32_t>(i))));
    }
    addNumberFindings(report, column, counts);
    return report;
}

} // namespace leap

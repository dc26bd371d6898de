// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/below_header.h"

#include "core/base/text.h"
#include "core/data/read/text/cell_shape.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

/// What the rows below a record have: per cell whether they are numbers.
std::vector<bool> numericBelow(const TableLayout& layout, size_t record)
{
    TableLayout below;
    below.usual = layout.usual;
    for (size_t i = record + 1; i < layout.records.size() && below.records.size() < 100; ++i)
        below.records.push_back(layout.records[i]);
    return below.rows().size() < 2 ? std::vector<bool>(layout.usual) : below.numericCells();
}

struct Units {
    size_t numeric = 0; ///< cells over columns of numbers that are no numbers, though given
    size_t known = 0; ///< of these: usual units
    size_t texts = 0; ///< other cells that are given
    size_t unitTexts = 0; ///< of these: usual units
    bool hasValue = false;
};

Units unitsOf(const Record& record, const std::vector<bool>& numeric)
{
    Units units;
    for (size_t i = 0; i < record.cells.size(); ++i) {
        const std::string_view cell = trimmed(record.cells[i]);
        const bool unit = looksLikeUnit(cell);
        if (looksLikeValue(cell))
            units.hasValue = true;
        else if (cell.empty() || (looksMissing(cell) && !unit))
            continue;
        else if (numeric[i] && cell != "-")
            ++units.numeric, units.known += unit ? 1 : 0;
        else
            ++units.texts, units.unitTexts += unit ? 1 : 0;
    }
    return units;
}

/// A number of the size of those below, such as no year or id as a name is.
bool hasTheirSize(const std::string& cell, size_t column, const std::vector<const Record*>& rows)
{
    constexpr double kTimes = 10;
    const auto number = parseDouble(trimmed(cell));
    double largest = 1;
    for (const Record* row : rows)
        largest = std::max(largest, std::abs(parseDouble(trimmed(row->cells[column])).value_or(0)));
    return !number || std::abs(*number) <= kTimes * largest;
}

/// A number, or a text that the column has too, or one of the same shape as its values.
bool looksLikeItsColumn(const std::string& cell, size_t column, bool numeric,
                        const std::vector<const Record*>& rows)
{
    if (looksMissing(cell))
        return true;
    if (looksLikeValue(cell))
        return !numeric || hasTheirSize(cell, column, rows);
    return !numeric && std::any_of(rows.begin(), rows.end(), [&](const Record* row) {
        return row->cells[column] == cell || sameShape(row->cells[column], cell);
    });
}

/// Whole numbers that are names: 0, 1, 2 ... of many columns, or years.
bool numbersAreNames(const std::vector<std::string>& cells)
{
    std::vector<double> numbers;
    for (const std::string& cell : cells) {
        if (const auto number = parseDouble(trimmed(cell)))
            numbers.push_back(*number);
    }
    if (numbers.size() < 2)
        return false;
    for (size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i] != numbers[i - 1] + 1)
            return false;
    }
    const bool counted = numbers.size() >= 5 && (numbers.front() == 0 || numbers.front() == 1);
    return counted || (numbers.front() >= 1900 && numbers.back() <= 2100);
}

/// A character that divides every line, or two such ("::"); empty: none.
std::string otherDelimiter(const TableLayout& layout)
{
    if (layout.records.size() < 2)
        return {};
    for (const char c : std::string_view("^~:!*&@$#%/=+\\;|,\t")) {
        const auto countIn = [&](const Record& record) {
            return std::count(record.text.begin(), record.text.end(), c);
        };
        const auto count = countIn(layout.records.front());
        if (count == 0
            || !std::all_of(layout.records.begin(), layout.records.end(),
                            [&](const Record& record) { return countIn(record) == count; }))
            continue;
        const std::string twice(2, c);
        const std::string_view text = layout.records.back().text;
        return text.find(twice) != std::string_view::npos ? twice : std::string(1, c);
    }
    return {};
}

/// Blanks in most lines.
bool hasBlanks(const TableLayout& layout)
{
    const auto blanks = std::count_if(layout.records.begin(), layout.records.end(), [](const Record& record) {
        return trimmed(record.text).find_first_of(" \t") != std::string_view::npos;
    });
    return 2 * static_cast<size_t>(blanks) > layout.records.size();
}

} // namespace

std::string noRowBecause(const TableLayout& layout, size_t record)
{
    const Record& row = layout.records[record];
    if (looksLikeRule(row.text))
        return "a ruling line, not a row";
    if (row.cells.size() != layout.usual || layout.usual < 2)
        return {};
    const std::vector<bool> numeric = numericBelow(layout, record);
    const Units units = unitsOf(row, numeric);
    if (units.hasValue || units.numeric == 0)
        return {};
    if (units.known == units.numeric && units.unitTexts == units.texts)
        return "units, not values";
    if (2 * units.known >= units.numeric && units.numeric >= 2)
        return "units, not values";
    const auto numbers = std::count(numeric.begin(), numeric.end(), true);
    if (units.numeric >= 2 && units.numeric == static_cast<size_t>(numbers) && lookLikeNames(row.cells))
        return "texts where the rows below have numbers: a second line of names";
    return {};
}

bool headerLooksLikeRow(const TableLayout& layout)
{
    const std::vector<std::string>& cells = layout.records[*layout.header].cells;
    const auto rows = layout.rows();
    if (rows.empty() || cells.size() != layout.usual || numbersAreNames(cells))
        return false;
    const std::vector<bool> numeric = layout.numericCells();
    size_t texts = 0;
    size_t alike = 0;
    size_t values = 0;
    for (size_t i = 0; i < cells.size(); ++i) {
        const bool like = looksLikeItsColumn(cells[i], i, numeric[i], rows);
        values += looksLikeValue(cells[i]) ? 1 : 0;
        if (numeric[i] && !like)
            return false;
        texts += numeric[i] ? 0 : 1;
        alike += !numeric[i] && like ? 1 : 0;
    }
    return values > 1 || (values > 0 && 2 * alike >= texts);
}

std::string oneColumnHint(const TableLayout& layout, const std::string& where)
{
    if (layout.usual != 1)
        return {};
    const std::string start = " " + where + " was read as one column; if ";
    const std::string other = otherDelimiter(layout);
    if (other.size() == 2)
        return start + "'" + other + "' is between its cells, replace it by a tab first.";
    if (!other.empty())
        return start + "'" + other + "' is between its cells, say so (--delimiter '" + other + "').";
    return hasBlanks(layout) ? start + "blanks are between its cells, say so (--delimiter space)." : "";
}

} // namespace leap

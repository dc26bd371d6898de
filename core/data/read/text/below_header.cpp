// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/below_header.h"

#include "core/base/text.h"
#include "core/data/read/text/cell_shape.h"

#include <algorithm>

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

/// A number, or a text that the column has too, or one of the same shape as its values.
bool looksLikeItsColumn(const std::string& cell, size_t column, bool numeric,
                        const std::vector<const Record*>& rows)
{
    if (looksLikeValue(cell) || looksMissing(cell))
        return true;
    return !numeric && std::any_of(rows.begin(), rows.end(), [&](const Record* row) {
        return row->cells[column] == cell || sameShape(row->cells[column], cell);
    });
}

/// Whole numbers that count the columns: names such as 0, 1, 2 ...
bool countColumns(const std::vector<std::string>& cells)
{
    const auto first = parseDouble(cells.front());
    if (!first || cells.size() < 5 || (*first != 0 && *first != 1))
        return false;
    for (size_t i = 0; i < cells.size(); ++i) {
        if (parseDouble(cells[i]) != std::optional<double>(*first + static_cast<double>(i)))
            return false;
    }
    return true;
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
    if (rows.empty() || cells.size() != layout.usual || countColumns(cells))
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
    return values > 0 && 2 * alike >= texts;
}

std::string otherDelimiter(const TableLayout& layout)
{
    if (layout.usual != 1 || layout.records.size() < 2)
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

} // namespace leap

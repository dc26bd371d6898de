// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/record/table.h"

#include <cmath>

namespace leap {
namespace {

std::string numberText(double value)
{
    return std::isfinite(value) ? shortest(value) : std::string();
}

std::string valueText(const ResultTable::Cell& cell)
{
    if (const auto* word = std::get_if<std::string>(&cell.value))
        return csvText(*word);
    if (const auto* count = std::get_if<int64_t>(&cell.value))
        return std::to_string(*count);
    if (const auto* figure = std::get_if<double>(&cell.value))
        return numberText(*figure);
    return {};
}

std::string intervalText(const ResultTable::Cell& cell)
{
    const auto* interval = std::get_if<ResultTable::Interval>(&cell.value);
    return interval ? numberText(interval->low) + "," + numberText(interval->high) : ",";
}

} // namespace

std::string csvText(std::string text)
{
    static constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string tableCsv(const ResultTable& table)
{
    std::vector<std::string> keys;
    for (const ResultTable::Column& column : table.columns)
        keys.push_back(column.interval ? column.key + "_low," + column.key + "_high" : column.key);
    std::string text = join(keys, ",") + "\n";
    for (const ResultTable::Row& row : table.rows) {
        std::vector<std::string> cells;
        for (size_t i = 0; i < table.columns.size(); ++i)
            cells.push_back(table.columns[i].interval ? intervalText(row.cells[i]) : valueText(row.cells[i]));
        text += join(cells, ",") + "\n";
    }
    return text;
}

} // namespace leap

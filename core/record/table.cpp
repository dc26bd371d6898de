// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/table.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/record/codecs.h"
#include "core/record/number_format.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

using Format = ResultTable::Format;
using Interval = ResultTable::Interval;
using Cell = ResultTable::Cell;

std::string figureText(Format format, double value)
{
    switch (format) {
    case Format::Count:
        return formatCount(std::llround(value));
    case Format::Share:
        return formatShare(value);
    case Format::Gate:
        return formatGate(value);
    case Format::Auc:
        return formatAuc(value);
    case Format::Loss:
        return formatLoss(value);
    case Format::Difference:
        return formatDifference(value);
    case Format::Alpha:
        return formatAlpha(value);
    case Format::Probability:
        return formatProbability(value);
    case Format::Seconds:
        return formatSeconds(value);
    case Format::Text:
    case Format::Exact:
        return shortest(value);
    }
    return {};
}

/// By raw values; different kinds of values in one column have the order of the kinds.
bool less(const Cell& one, const Cell& other)
{
    if (one.value.index() != other.value.index())
        return one.value.index() < other.value.index();
    return std::visit(
        [&](const auto& value) {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::monostate>)
                return false;
            else if constexpr (std::is_same_v<Value, Interval>)
                return value.low < std::get<Value>(other.value).low;
            else
                return value < std::get<Value>(other.value);
        },
        one.value);
}

Json cellToJson(const Cell& cell)
{
    if (cell.empty())
        return nullptr;
    return std::visit(
        [](const auto& value) -> Json {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::monostate>)
                return nullptr;
            else if constexpr (std::is_same_v<Value, Interval>)
                return Json::array({NullForNaN::write(value.low), NullForNaN::write(value.high)});
            else if constexpr (std::is_same_v<Value, double>)
                return NullForNaN::write(value);
            else
                return value;
        },
        cell.value);
}

} // namespace

bool ResultTable::Cell::empty() const
{
    if (const auto* figure = std::get_if<double>(&value))
        return std::isnan(*figure);
    if (const auto* interval = std::get_if<Interval>(&value))
        return std::isnan(interval->low) && std::isnan(interval->high);
    return std::holds_alternative<std::monostate>(value);
}

size_t ResultTable::columnOf(const std::string& columnKey) const
{
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const Column& candidate) { return candidate.key == columnKey; });
    if (column == columns.end())
        throw FailureError("The table '" + key + "' has no column '" + columnKey + "'.");
    return static_cast<size_t>(column - columns.begin());
}

std::string cellText(const ResultTable::Column& column, const ResultTable::Cell& cell,
                     const std::string& none)
{
    if (!cell.text.empty())
        return cell.text;
    if (cell.empty())
        return none;
    if (const auto* word = std::get_if<std::string>(&cell.value))
        return *word;
    if (const auto* count = std::get_if<int64_t>(&cell.value))
        return formatCount(*count);
    if (const auto* interval = std::get_if<Interval>(&cell.value))
        return figureText(column.format, interval->low) + " to " + figureText(column.format, interval->high);
    return figureText(column.format, std::get<double>(cell.value));
}

void sortRows(ResultTable& table, const std::string& columnKey, bool ascending)
{
    const size_t column = table.columnOf(columnKey);
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [&](const ResultTable::Row& a, const ResultTable::Row& b) {
                         const Cell &one = a.cells[column], &other = b.cells[column];
                         if (one.empty() || other.empty())
                             return !one.empty() && other.empty();
                         return ascending ? less(one, other) : less(other, one);
                     });
}

Json tableToJson(const ResultTable& table)
{
    Json rows = Json::array();
    for (const ResultTable::Row& row : table.rows) {
        Json json = Json::object();
        for (size_t i = 0; i < table.columns.size(); ++i)
            json[table.columns[i].key] = cellToJson(row.cells[i]);
        rows.push_back(std::move(json));
    }
    return rows;
}

} // namespace leap

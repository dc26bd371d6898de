// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/result_model.h"

#include "ui/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace leap::ui {
namespace {

using Tone = ResultTable::Tone;

const std::string kDash = "\xE2\x80\x93";

/// What a cell sorts by; without a figure it is below all others.
QVariant rawOf(const ResultTable::Cell& cell)
{
    if (cell.empty())
        return -1.0;
    if (const auto* count = std::get_if<int64_t>(&cell.value))
        return static_cast<qlonglong>(*count);
    if (const auto* figure = std::get_if<double>(&cell.value))
        return *figure;
    if (const auto* interval = std::get_if<ResultTable::Interval>(&cell.value))
        return interval->low;
    return QString::fromStdString(std::get<std::string>(cell.value));
}

QVariant colourOf(Tone tone)
{
    if (tone == Tone::Plain)
        return {};
    const Verdict verdict = tone == Tone::Good ? Verdict::Keep
        : tone == Tone::Bad                    ? Verdict::Drop
                                               : Verdict::Uncertain;
    return verdictColor(verdict, QGuiApplication::palette());
}

} // namespace

void ResultModel::setTable(ResultTable table)
{
    QVector<TableColumn> columns;
    for (const ResultTable::Column& column : table.columns)
        columns << TableColumn{QString::fromStdString(column.title), QString::fromStdString(column.help),
                               column.number()};
    const int rows = static_cast<int>(table.rows.size());
    const bool same = std::equal(columns.begin(), columns.end(), m_columns.begin(), m_columns.end(),
                                 [](const auto& a, const auto& b) { return a.title == b.title; });
    const auto change = [&] { m_table = std::move(table); };
    if (same) { // keeps selection, scrolling and widths
        update(rows, change);
        return;
    }
    m_columns = columns;
    reset(rows, std::move(columns), change);
}

int ResultModel::rowOf(int source) const
{
    const auto place = std::find_if(m_table.rows.begin(), m_table.rows.end(),
                                    [source](const auto& row) { return row.source == source; });
    return place == m_table.rows.end() ? -1 : static_cast<int>(place - m_table.rows.begin());
}

QVariant ResultModel::cell(int row, int column, int role) const
{
    const ResultTable::Row& line = m_table.rows[static_cast<size_t>(row)];
    const ResultTable::Cell& at = line.cells[static_cast<size_t>(column)];
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(cellText(m_table.columns[static_cast<size_t>(column)], at, kDash));
    case SortRole:
        return rawOf(at);
    case RowRole:
        return static_cast<int>(line.source);
    case Qt::ForegroundRole:
        return colourOf(at.tone);
    case Qt::ToolTipRole:
        return line.help.empty() ? QVariant() : QVariant(QString::fromStdString(line.help));
    default:
        return {};
    }
}

ResultTable joined(std::vector<ResultTable> tables)
{
    ResultTable all = std::move(tables.front());
    for (size_t i = 1; i < tables.size(); ++i) {
        for (size_t column = 0; column < tables[i].columns.size(); ++column) {
            const ResultTable::Column& title = tables[i].columns[column];
            if (std::any_of(all.columns.begin(), all.columns.end(),
                            [&](const auto& known) { return known.key == title.key; }))
                continue;
            all.columns.push_back(title);
            for (size_t row = 0; row < all.rows.size(); ++row)
                all.rows[row].cells.push_back(tables[i].rows[row].cells[column]);
        }
    }
    return all;
}

} // namespace leap::ui

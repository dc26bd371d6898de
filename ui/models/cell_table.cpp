// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cell_table.h"

#include <algorithm>

namespace leap::ui {

void CellTable::setRows(QVector<CellRow> rows)
{
    update(static_cast<int>(rows.size()), [&] { m_rows = std::move(rows); });
}

int CellTable::rowOf(int source) const
{
    const auto place = std::find_if(m_rows.begin(), m_rows.end(),
                                    [source](const CellRow& row) { return row.source == source; });
    return place == m_rows.end() ? -1 : static_cast<int>(place - m_rows.begin());
}

QVariant CellTable::cell(int row, int column, int role) const
{
    const CellRow& line = m_rows[row];
    const Cell& at = line.cells[column];
    switch (role) {
    case Qt::DisplayRole:
        return at.text;
    case SortRole:
        return at.raw.isValid() ? at.raw : QVariant(at.text);
    case RowRole:
        return line.source;
    case Qt::ToolTipRole:
        return line.tip.isEmpty() ? QVariant() : QVariant(line.tip);
    default:
        return {};
    }
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"

namespace leap::ui {

/// A cell that is made once and shown as it is.
struct Cell {
    QString text;
    QVariant raw; ///< what it sorts by; invalid = its text
};

/// One line of a CellTable.
struct CellRow {
    QVector<Cell> cells; ///< as many as there are columns
    QString tip; ///< of the whole line; may be empty
    int source = 0; ///< RowRole: a field's index in the schema, or the line's own number
};

/// A table of finished results, which do not change while they are shown.
class CellTable final : public TableModel {
    Q_OBJECT
public:
    explicit CellTable(QVector<TableColumn> columns, QObject* parent = nullptr)
        : TableModel(std::move(columns), parent)
    {
    }
    void setRows(QVector<CellRow> rows);
    [[nodiscard]] int rowOf(int source) const; ///< -1: none

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    QVector<CellRow> m_rows;
};

} // namespace leap::ui

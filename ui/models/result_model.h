// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "ui/models/table_model.h"

#include <vector>

namespace leap::ui {

/// Any result as a table; it does not change while it is shown.
class ResultModel final : public TableModel {
    Q_OBJECT
public:
    explicit ResultModel(QObject* parent = nullptr)
        : TableModel({}, parent)
    {
    }
    void setTable(ResultTable table); ///< columns too
    [[nodiscard]] int rowOf(int source) const; ///< -1: none

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    ResultTable m_table;
    QVector<TableColumn> m_columns;
};

/// Tables with the same rows as one: the columns that an earlier table has already are left out.
[[nodiscard]] ResultTable joined(std::vector<ResultTable> tables);

} // namespace leap::ui

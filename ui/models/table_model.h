// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QVector>

#include <utility>

namespace leap::ui {

/// One column of a table.
struct TableColumn {
    QString title;
    QString help; ///< one or two sentences, shown as the header's tooltip
    bool number = false; ///< right-aligned, digits of one width
};

/// The plumbing that every table here shares; a model below only names its columns and answers `cell`.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole, ///< the raw value
        ShareRole, ///< 0..1, for bars; invalid = no bar
        RowRole, ///< index in the model's source (a field, a column)
    };

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    explicit TableModel(QVector<TableColumn> columns, QObject* parent = nullptr);
    /// The value of a cell for a role; invalid = the plumbing's default.
    virtual QVariant cell(int row, int column, int role) const = 0;

    /// Runs `change`, after which there are `rows` rows. Equal counts keep selection and scrolling.
    template <typename Change> void update(int rows, Change&& change)
    {
        if (rows != m_rows) {
            beginResetModel();
            std::forward<Change>(change)();
            m_rows = rows;
            endResetModel();
            return;
        }
        std::forward<Change>(change)();
        if (rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(rows - 1, columnCount() - 1));
    }
    /// Replaces everything, columns too.
    template <typename Change> void reset(int rows, QVector<TableColumn> columns, Change&& change)
    {
        beginResetModel();
        std::forward<Change>(change)();
        m_columns = std::move(columns);
        m_rows = rows;
        endResetModel();
    }

private:
    QVector<TableColumn> m_columns;
    int m_rows = 0;
};

} // namespace leap::ui

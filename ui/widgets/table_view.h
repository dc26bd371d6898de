// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace leap::ui {

class FilterProxy;

/// The tables of the window: whole rows, no grid, sorting by raw values, filter, copying of the selection as
/// tab-separated text.
class TableView final : public QTableView {
    Q_OBJECT
public:
    explicit TableView(const QString& accessibleName, QWidget* parent = nullptr);
    /// Shows `model` through a proxy that sorts and filters. The order is the model's own until a header is
    /// clicked.
    void setSource(QAbstractItemModel* model);
    /// While steady, changing values do not move rows; sortAgain() does.
    void setSteady(bool steady);
    void sortAgain();
    void setFilter(const QString& text);
    [[nodiscard]] QModelIndexList selectedSourceRows() const; ///< top to bottom as the model has them
    void selectSourceRows(const QList<int>& rows); ///< emits nothing when they are selected already
    [[nodiscard]] QModelIndex toSource(const QModelIndex& index) const;
    /// Columns get the width of their content, at most `most` pixels; `stretch` takes what is left.
    void fitColumns(int stretch, int most = 260);

Q_SIGNALS:
    void rowsSelected();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void copySelection() const;
    FilterProxy* m_proxy;
};

} // namespace leap::ui

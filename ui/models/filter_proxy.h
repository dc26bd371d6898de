// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace leap::ui {

/// Sorts by TableModel::SortRole (numbers as numbers, names in natural order) and keeps the rows in some cell
/// of which the filter text occurs.
class FilterProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit FilterProxy(QObject* parent = nullptr);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace leap::ui

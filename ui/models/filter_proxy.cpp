// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_proxy.h"

#include "ui/models/table_model.h"

#include <QCollator>
#include <QRegularExpression>

namespace leap::ui {

FilterProxy::FilterProxy(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(TableModel::SortRole);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setFilterKeyColumn(-1);
}

bool FilterProxy::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (filterRegularExpression().pattern().isEmpty())
        return true;
    return QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

bool FilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.typeId() != QMetaType::QString || b.typeId() != QMetaType::QString)
        return QSortFilterProxyModel::lessThan(left, right);
    QCollator natural;
    natural.setNumericMode(true);
    natural.setCaseSensitivity(Qt::CaseInsensitive);
    return natural.compare(a.toString(), b.toString()) < 0;
}

} // namespace leap::ui

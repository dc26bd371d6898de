// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_view.h"

#include "ui/models/filter_proxy.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace leap::ui {

TableView::TableView(const QString& accessibleName, QWidget* parent)
    : QTableView(parent)
    , m_proxy(new FilterProxy(this))
{
    setAccessibleName(accessibleName);
    setModel(m_proxy);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setIconSize(QSize(2 * kGrid, 2 * kGrid));
    setStyleSheet(QStringLiteral("QTableView::item { padding: 0 6px; }"
                                 "QHeaderView::section { padding: 4px 6px; border: 0; background: palette(window);"
                                 " border-bottom: 1px solid palette(mid); }"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kGrid);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setMinimumSectionSize(4 * kGrid);
    setSortingEnabled(true);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TableView::rowsSelected);
}

void TableView::setSource(QAbstractItemModel* model)
{
    m_proxy->setSourceModel(model);
    m_proxy->sort(-1);
}

void TableView::setFilter(const QString& text)
{
    m_proxy->setFilterFixedString(text);
}

QModelIndexList TableView::selectedSourceRows() const
{
    QModelIndexList rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows << m_proxy->mapToSource(index);
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TableView::selectSourceRows(const QList<int>& rows)
{
    QList<int> now;
    for (const QModelIndex& index : selectedSourceRows())
        now << index.row();
    QList<int> wanted = rows;
    std::sort(wanted.begin(), wanted.end());
    if (now == wanted)
        return;
    QItemSelection selection;
    for (const int row : wanted) {
        const QModelIndex index = m_proxy->mapFromSource(m_proxy->sourceModel()->index(row, 0));
        if (index.isValid())
            selection.select(index, index);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!selection.isEmpty())
        scrollTo(selection.indexes().constFirst());
}

QModelIndex TableView::toSource(const QModelIndex& index) const
{
    return m_proxy->mapToSource(index);
}

void TableView::fitColumns(int stretch, int most)
{
    resizeColumnsToContents();
    for (int column = 0; column < m_proxy->columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column) + kGrid, most));
    if (stretch >= 0 && stretch < m_proxy->columnCount()) {
        horizontalHeader()->setStretchLastSection(stretch == m_proxy->columnCount() - 1);
        if (stretch != m_proxy->columnCount() - 1)
            horizontalHeader()->setSectionResizeMode(stretch, QHeaderView::Stretch);
    }
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::copySelection() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    QStringList titles;
    for (int column = 0; column < m_proxy->columnCount(); ++column)
        titles << m_proxy->headerData(column, Qt::Horizontal).toString();
    lines << titles.join(QLatin1Char('\t'));
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int column = 0; column < m_proxy->columnCount(); ++column)
            cells << row.siblingAtColumn(column).data().toString().replace(QLatin1Char('\t'), QLatin1Char(' '));
        lines << cells.join(QLatin1Char('\t'));
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_view.h"

#include "ui/models/filter_proxy.h"
#include "ui/outline_style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QStyleOption>

#include <algorithm>

namespace leap::ui {
namespace {

/// More room at both sides of a cell's text, so that a right-aligned number and the text next to it stay
/// apart; flat headers with the sort arrow above the title, where it does not push the title aside.
class TableStyle final : public OutlineStyle {
public:
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        if (metric == PM_FocusFrameHMargin)
            return kPadding;
        return metric == PM_HeaderMargin ? kPadding + 1 : OutlineStyle::pixelMetric(metric, option, widget);
    }

    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override
    {
        constexpr int kArrow = 7;
        const QRect& box = option->rect;
        if (element == SE_HeaderArrow)
            return {box.center().x() - kArrow / 2, box.top() + 1, kArrow, kArrow - 2};
        if (element == SE_HeaderLabel)
            return box.adjusted(kPadding + 1, 0, -kPadding - 1, 0);
        return OutlineStyle::subElementRect(element, option, widget);
    }

    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override
    {
        if (element != CE_HeaderSection && element != CE_HeaderEmptyArea) {
            OutlineStyle::drawControl(element, option, painter, widget);
            return;
        }
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          lineColor(option->palette));
    }

private:
    static constexpr int kPadding = 5;
};

/// One for all tables; goes with the application, as styles must.
QStyle* tableStyle()
{
    static QPointer<QStyle> style;
    if (!style) {
        style = new TableStyle;
        style->setParent(qApp);
    }
    return style;
}

} // namespace

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
    setStyle(tableStyle());
    horizontalHeader()->setStyle(tableStyle());
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

void TableView::setSteady(bool steady)
{
    if (steady != m_proxy->dynamicSortFilter())
        return;
    m_proxy->setDynamicSortFilter(!steady);
    sortAgain();
}

void TableView::sortAgain()
{
    m_proxy->sort(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
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
    constexpr int kRowsLookedAt = 30; // of thousands, in hundreds of columns: a moment must do
    horizontalHeader()->setResizeContentsPrecision(kRowsLookedAt);
    horizontalHeader()->setStretchLastSection(false); // else the last one keeps what it was given
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
            cells << row.siblingAtColumn(column).data().toString().replace(QLatin1Char('\t'),
                                                                           QLatin1Char(' '));
        lines << cells.join(QLatin1Char('\t'));
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace leap::ui

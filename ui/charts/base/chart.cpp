// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart.h"

#include "core/base/error.h"
#include "ui/charts/base/chart_export.h"

#include <QAction>
#include <QFileDialog>
#include <QHelpEvent>
#include <QToolTip>

namespace leap::ui {
namespace {

constexpr double kInset = ChartStyle::kHalfPad; ///< so that nothing touches the focus frame

} // namespace

Chart::Chart(QWidget* parent)
    : QWidget(parent)
    , m_emptyText(tr("Nothing to show yet."))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    QAction* copying = addChartAction(tr("Copy chart"));
    copying->setShortcut(QKeySequence::Copy);
    copying->setShortcutContext(Qt::WidgetShortcut);
    connect(copying, &QAction::triggered, this, &Chart::copy);
    connect(addChartAction(tr("Save chart as...")), &QAction::triggered, this, &Chart::saveAs);
}

void Chart::setTitle(const QString& title)
{
    if (title == m_title)
        return;
    m_title = title;
    relayout();
    refresh();
}

void Chart::setEmptyText(const QString& text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    refresh();
}

void Chart::paintOn(QPainter& painter, const QRectF& area, const QPalette& palette, bool onPaper)
{
    const ChartStyle style = ChartStyle::of(palette, font());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (onPaper)
        painter.fillRect(area, style.ground);
    if (!m_title.isEmpty()) {
        const QRectF line(area.left() + kInset, area.top() + kInset, area.width() - 2 * kInset,
                          lineHeight(style.strong));
        drawText(painter, style.strong, style.text, line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    }
    const QRectF rest = belowTitle(area, style);
    if (hasData()) {
        draw(Canvas{painter, rest, style, onPaper});
    } else {
        painter.setFont(style.font);
        painter.setPen(style.dim);
        painter.drawText(rest.adjusted(ChartStyle::kPad, 0, -ChartStyle::kPad, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    painter.restore();
}

QSizeF Chart::paperSize() const
{
    return size();
}

QString Chart::tipAt(const QPointF&) const
{
    return {};
}

void Chart::refresh()
{
    const QString seen = hasData() ? summary() : m_emptyText;
    if (seen != accessibleDescription())
        setAccessibleDescription(seen);
    update();
}

QRectF Chart::belowTitle(const QRectF& area, const ChartStyle& style) const
{
    const QRectF inside = area.adjusted(kInset, kInset, -kInset, -kInset);
    return m_title.isEmpty() ? inside
                             : inside.adjusted(0, lineHeight(style.strong) + ChartStyle::kHalfPad, 0, 0);
}

QRectF Chart::body() const
{
    return belowTitle(rect(), style());
}

ChartStyle Chart::style() const
{
    return ChartStyle::of(palette(), font());
}

QAction* Chart::addChartAction(const QString& text)
{
    auto* action = new QAction(text, this);
    addAction(action);
    return action;
}

bool Chart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        showTip(*static_cast<QHelpEvent*>(event));
        return true;
    }
    return QWidget::event(event);
}

void Chart::showTip(const QHelpEvent& help)
{
    const QString tip = hasData() ? tipAt(help.pos()) : QString();
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(), tip, this);
}

void Chart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintOn(painter, rect(), palette(), false);
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void Chart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        relayout();
        update();
    }
}

void Chart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    relayout();
}

void Chart::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save chart"), QString(), tr("PNG image (*.png);;SVG drawing (*.svg);;PDF page (*.pdf)"));
    if (path.isEmpty())
        return;
    try {
        exportChart(this, path);
    } catch (const Error& error) {
        Q_EMIT exportFailed(QString::fromStdString(error.what()));
    }
}

void Chart::copy()
{
    try {
        copyChart(this);
    } catch (const Error& error) {
        Q_EMIT exportFailed(QString::fromStdString(error.what()));
    }
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/interval_rows.h"

#include "ui/charts/base/field_colour.h"
#include "ui/charts/base/step_axis.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kDot = 4; ///< radius
constexpr double kCap = 4; ///< half the height of a bound's mark
constexpr double kSmallestSpan = 1e-6; ///< of the axis: rounding errors are not spread over it
constexpr double kRoom = 0.04; ///< share of the value range left free at either end
constexpr int kMostTicks = 6;

QString shortText(double value)
{
    return QString::number(value, 'g', 3);
}

} // namespace

/// The layout.
struct IntervalRows::Layout {
    QRectF rows; ///< the lines with their names
    QRectF plot; ///< of the values
    double rowHeight = 1;
    int first = 0;
    int shown = 0; ///< lines from `first` on
    double begin = 0;
    double end = 1;
    [[nodiscard]] double x(double value) const
    {
        return plot.left() + (value - begin) / (end - begin) * plot.width();
    }
    [[nodiscard]] QRectF line(int row) const
    {
        return {rows.left(), rows.top() + (row - first) * rowHeight, rows.width(), rowHeight};
    }
};

void IntervalRows::Data::sort()
{
    std::stable_sort(rows.begin(), rows.end(),
                     [](const IntervalRow& a, const IntervalRow& b) { return a.value > b.value; });
}

IntervalRows::IntervalRows(QWidget* parent)
    : Chart(parent)
{
}

void IntervalRows::setData(const Data& shown)
{
    if (shown == m_data)
        return;
    m_data = shown;
    m_first = 0;
    if (selectedRow() < 0)
        m_selected = -1;
    refresh();
}

void IntervalRows::setSelected(int id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    if (const int row = selectedRow(); row >= 0) {
        const Layout layout = layoutIn(body(), style(), false);
        if (row < layout.first || row >= layout.first + layout.shown)
            scrollTo(row - layout.shown / 2);
    }
    refresh();
}

int IntervalRows::selectedRow() const
{
    const auto place = std::find_if(m_data.rows.begin(), m_data.rows.end(),
                                    [this](const IntervalRow& row) { return row.id == m_selected; });
    return place == m_data.rows.end() ? -1 : static_cast<int>(place - m_data.rows.begin());
}

IntervalRows::Layout IntervalRows::layoutIn(const QRectF& area, const ChartStyle& style, bool all) const
{
    constexpr double kMostNames = 0.32; // of the width
    const double line = lineHeight(style.small);
    double names = 0, low = 0, high = m_data.floor.value_or(0);
    for (const IntervalRow& row : m_data.rows) {
        names = std::max(names, textWidth(style.strong, row.name));
        low = std::min({low, row.low, row.mark.value_or(0)});
        high = std::max({high, row.high, row.mark.value_or(0)});
    }
    if (high - low < kSmallestSpan) {
        low -= kSmallestSpan / 2;
        high += kSmallestSpan / 2;
    }
    const double room = kRoom * (high - low);
    Layout layout;
    layout.rows = onGrid(area.adjusted(0, line + ChartStyle::kHalfPad, 0,
                                       -2 * line - ChartStyle::kTick - ChartStyle::kHalfPad));
    layout.plot = layout.rows;
    layout.plot.setLeft(area.left() + std::min(names + ChartStyle::kPad, kMostNames * area.width()));
    layout.rowHeight = std::ceil(lineHeight(style.font)) + 2;
    layout.begin = low - room;
    layout.end = high + room;
    const int count = static_cast<int>(m_data.rows.size());
    const int fitting = std::max(1, static_cast<int>(layout.rows.height() / layout.rowHeight));
    layout.shown = all ? count : std::min(count, fitting);
    layout.first = all ? 0 : std::clamp(m_first, 0, count - layout.shown);
    return layout;
}

QSizeF IntervalRows::paperSize() const
{
    const ChartStyle look = style();
    const double rest = 4 * lineHeight(look.small) + 3 * ChartStyle::kPad + lineHeight(look.strong);
    return {static_cast<double>(width()),
            rest + static_cast<double>(m_data.rows.size()) * (std::ceil(lineHeight(look.font)) + 2)};
}

void IntervalRows::draw(const Canvas& canvas)
{
    const Layout layout = layoutIn(canvas.area, canvas.style, canvas.onPaper);
    drawAxis(canvas, layout);
    for (int row = layout.first; row < layout.first + layout.shown; ++row)
        drawRow(canvas, layout, row);
}

void IntervalRows::drawAxis(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double line = lineHeight(style.small);
    const double bottom = layout.plot.bottom();
    painter.fillRect(layout.plot, style.ground);
    constexpr double kHalfLabel = 40;
    for (const double value : niceTicks(layout.begin, layout.end, kMostTicks)) {
        const double x = std::round(layout.x(value)) + 0.5;
        const bool zero = value == 0;
        painter.setPen(zero ? style.dim : style.grid);
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, bottom + ChartStyle::kTick));
        drawText(painter, style.small, style.dim,
                 {x - kHalfLabel, bottom + ChartStyle::kTick, 2 * kHalfLabel, line}, Qt::AlignCenter,
                 zero ? QStringLiteral("0") : shortText(value));
    }
    const QRectF below(canvas.area.left(), bottom + ChartStyle::kTick + line, canvas.area.width(), line);
    const int hidden = static_cast<int>(m_data.rows.size()) - layout.shown;
    drawText(painter, style.small, style.dim, below, Qt::AlignRight | Qt::AlignVCenter, m_data.unit);
    if (hidden > 0)
        drawText(painter, style.small, style.dim, below, Qt::AlignLeft | Qt::AlignVCenter,
                 tr("%1 more: scroll").arg(hidden));
    QRectF above(canvas.area.left(), canvas.area.top(), canvas.area.width(), line);
    drawText(painter, style.small, style.dim, above, Qt::AlignLeft | Qt::AlignVCenter, m_data.key);
    if (!m_data.floor)
        return;
    const double x = std::round(layout.x(*m_data.floor)) + 0.5;
    painter.setPen(QPen(style.accent, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, bottom));
    drawText(painter, style.small, style.accent, above, Qt::AlignRight | Qt::AlignVCenter, m_data.floorText);
}

void IntervalRows::drawRow(const Canvas& canvas, const Layout& layout, int row) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const IntervalRow& item = m_data.rows[row];
    const QRectF line = layout.line(row);
    const bool selected = item.id == m_selected && !canvas.onPaper;
    if (selected)
        painter.fillRect(line, blended(style.palette.color(QPalette::Window), style.accent, 0.22));
    drawText(
        painter, selected ? style.strong : style.font, style.text,
        {line.left(), line.top(), layout.plot.left() - line.left() - ChartStyle::kHalfPad, line.height()},
        Qt::AlignLeft | Qt::AlignVCenter, item.name);
    const double y = std::round(line.center().y()) + 0.5;
    const QColor colour = verdictColor(item.beyond ? Verdict::Keep : Verdict::Uncertain, style.palette);
    painter.setPen(QPen(colour, 2));
    painter.drawLine(QPointF(layout.x(item.low), y), QPointF(layout.x(item.high), y));
    for (const double bound : {item.low, item.high})
        painter.drawLine(QPointF(layout.x(bound), y - kCap), QPointF(layout.x(bound), y + kCap));
    if (item.mark) {
        const double x = layout.x(*item.mark);
        painter.setPen(QPen(verdictColor(Verdict::Drop, style.palette), 2));
        painter.drawLine(QPointF(x, line.top() + 2), QPointF(x, line.bottom() - 2));
    }
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(item.beyond ? colour : style.ground);
    painter.drawEllipse(QPointF(layout.x(item.value), y), kDot, kDot);
    painter.setBrush(Qt::NoBrush);
}

QString IntervalRows::tipAt(const QPointF& position) const
{
    const int row = rowAt(position);
    if (row < 0)
        return {};
    const IntervalRow& item = m_data.rows[row];
    QString tip = tr("%1: %2 (95 % %3 to %4)")
                      .arg(item.name, shortText(item.value), shortText(item.low), shortText(item.high));
    if (item.mark)
        tip += tr(", tick at %1").arg(shortText(*item.mark));
    return tip;
}

QString IntervalRows::summary() const
{
    const auto beyond = std::count_if(m_data.rows.begin(), m_data.rows.end(),
                                      [](const IntervalRow& row) { return row.beyond; });
    const IntervalRow& first = m_data.rows.front();
    return tr("%1 values with intervals, %2 of them beyond chance. First: %3, %4.")
        .arg(m_data.rows.size())
        .arg(beyond)
        .arg(first.name, shortText(first.value));
}

void IntervalRows::relayout()
{
    if (hasData())
        m_first = layoutIn(body(), style(), false).first;
}

int IntervalRows::rowAt(const QPointF& position) const
{
    if (!hasData())
        return -1;
    const Layout layout = layoutIn(body(), style(), false);
    const double place = (position.y() - layout.rows.top()) / layout.rowHeight;
    return place < 0 || place >= layout.shown ? -1 : layout.first + static_cast<int>(place);
}

void IntervalRows::scrollTo(int first)
{
    m_first = std::max(0, first);
    m_first = layoutIn(body(), style(), false).first;
    update();
}

void IntervalRows::choose(int row)
{
    if (!hasData())
        return;
    const int id = m_data.rows[std::clamp(row, 0, static_cast<int>(m_data.rows.size()) - 1)].id;
    setSelected(id);
    Q_EMIT chosen(id);
}

void IntervalRows::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (event->button() != Qt::LeftButton || row < 0) {
        Chart::mousePressEvent(event);
        return;
    }
    choose(row);
}

void IntervalRows::wheelEvent(QWheelEvent* event)
{
    constexpr int kPerLine = 40; // eighths of a degree: three lines per notch
    scrollTo(m_first - event->angleDelta().y() / kPerLine);
    event->accept();
}

void IntervalRows::keyPressEvent(QKeyEvent* event)
{
    const int row = selectedRow();
    const int page = hasData() ? layoutIn(body(), style(), false).shown : 0;
    switch (event->key()) {
    case Qt::Key_Down:
        choose(row + 1);
        break;
    case Qt::Key_Up:
        choose(row - 1);
        break;
    case Qt::Key_PageDown:
        choose(row + page);
        break;
    case Qt::Key_PageUp:
        choose(row - page);
        break;
    default:
        Chart::keyPressEvent(event);
    }
}

} // namespace leap::ui

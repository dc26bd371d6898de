// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/gate_strip.h"

#include "ui/charts/base/field_colour.h"
#include "ui/format.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kSmall = 2.5; ///< radius of dots without an edge

/// The dot's centre in the plot.
QPointF centreOf(const DotStack::Dot& dot, const QRectF& plot, double radius)
{
    return {dot.x, plot.bottom() - radius - 1 - dot.rise};
}

} // namespace

GateStrip::GateStrip(QWidget* parent)
    : Chart(parent)
{
    setAccessibleName(tr("Gates now"));
    setEmptyText(tr("Every gate appears here as a dot between 0 and 1."));
}

void GateStrip::setFields(const QStringList& names)
{
    if (names == m_names)
        return;
    m_names = names;
    m_gates.clear();
    m_selection.clear();
    m_hover = -1;
    refresh();
}

void GateStrip::setGates(const QVector<double>& gates)
{
    if (gates == m_gates || gates.size() != m_names.size())
        return;
    m_gates = gates;
    refresh();
}

void GateStrip::setThreshold(double threshold)
{
    if (threshold == m_threshold)
        return;
    m_threshold = threshold;
    refresh();
}

void GateStrip::setCountText(const QString& text)
{
    if (text == m_countText)
        return;
    m_countText = text;
    refresh();
}

void GateStrip::setSelection(const QVector<int>& fields)
{
    if (m_selection.set(fields))
        refresh();
}

bool GateStrip::hasData() const
{
    return !m_gates.isEmpty();
}

double GateStrip::radius() const
{
    // Depends only on the number of fields, so that dots keep their size while they move.
    constexpr int kFew = 60, kMany = 200;
    return m_names.size() <= kFew ? 4.5 : m_names.size() <= kMany ? 3.25 : 2.25;
}

QRectF GateStrip::plotIn(const QRectF& area, const ChartStyle& style) const
{
    const double head = lineHeight(style.small) + ChartStyle::kHalfPad;
    const double axis = ChartStyle::kTick + 1 + lineHeight(style.small);
    const double side =
        std::max(radius() + 1, textWidth(style.small, gateText(1)) / 2) + ChartStyle::kHalfPad;
    return onGrid(area.adjusted(side, head, -side, -axis));
}

DotStack GateStrip::stackIn(const QRectF& plot) const
{
    return stackDots(m_gates, plot.left(), plot.width(), radius(), plot.height() - 2 * radius() - 2);
}

void GateStrip::draw(const Canvas& canvas)
{
    const QRectF plot = plotIn(canvas.area, canvas.style);
    drawAxis(canvas, plot);
    drawDots(canvas, plot);
}

void GateStrip::drawAxis(const Canvas& canvas, const QRectF& plot) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double height = lineHeight(style.small);
    painter.setPen(style.grid);
    painter.drawLine(QPointF(plot.left(), plot.bottom() + 0.5), QPointF(plot.right(), plot.bottom() + 0.5));
    for (const double value : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double x = std::round(plot.left() + value * plot.width()) + 0.5;
        painter.setPen(style.dim);
        painter.drawLine(QPointF(x, plot.bottom() + 0.5), QPointF(x, plot.bottom() + ChartStyle::kTick));
        constexpr double kHalfLabel = 24;
        drawText(painter, style.small, style.dim,
                 {x - kHalfLabel, plot.bottom() + ChartStyle::kTick + 1, 2 * kHalfLabel, height},
                 Qt::AlignCenter, value == 0 || value == 1 ? QString::number(value) : gateText(value));
    }
    const double x = std::round(plot.left() + m_threshold * plot.width()) + 0.5;
    const double top = canvas.area.top();
    painter.setPen(QPen(style.accent, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, top + height), QPointF(x, plot.bottom()));
    const QString threshold = tr("threshold %1").arg(gateText(m_threshold));
    const double width = textWidth(style.small, threshold);
    const double countWidth =
        m_countText.isEmpty() ? 0 : textWidth(style.font, m_countText) + ChartStyle::kPad;
    const double left = std::clamp(x - width / 2, canvas.area.left(),
                                   std::max(canvas.area.left(), canvas.area.right() - countWidth - width));
    drawText(painter, style.small, style.accent, {left, top, width, height}, Qt::AlignLeft | Qt::AlignVCenter,
             threshold);
    drawText(painter, style.font, style.text,
             {canvas.area.right() - countWidth, top, countWidth - ChartStyle::kHalfPad, height},
             Qt::AlignRight | Qt::AlignVCenter, m_countText);
}

void GateStrip::drawDots(const Canvas& canvas, const QRectF& plot) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const DotStack stack = stackIn(plot);
    const double size = radius();
    const QColor edge = style.palette.color(QPalette::Window);
    for (const DotStack::Dot& dot : stack.dots) {
        painter.setPen(size > kSmall ? QPen(edge, 0.75) : QPen(Qt::NoPen));
        painter.setBrush(fieldColour(dot.index, style.palette));
        painter.drawEllipse(centreOf(dot, plot, size), size, size);
    }
    painter.setBrush(Qt::NoBrush);
    for (const DotStack::Dot& dot : stack.dots) {
        const bool hovered = !canvas.onPaper && dot.index == m_hover;
        if (!hovered && !m_selection.contains(dot.index))
            continue;
        painter.setPen(QPen(hovered ? style.text : style.accent, 2));
        painter.drawEllipse(centreOf(dot, plot, size), size + 2, size + 2);
    }
    for (const DotStack::Crowd& crowd : stack.crowds) {
        const QString count = countText(crowd.count);
        const double width = textWidth(style.small, count) + 2, height = lineHeight(style.small);
        const bool onTheRight = crowd.x < plot.center().x();
        const double left = crowd.x + (onTheRight ? size + 3 : -size - 3 - width);
        drawText(painter, style.small, style.dim, {left, plot.top(), width, height},
                 onTheRight ? Qt::AlignLeft : Qt::AlignRight, count);
    }
}

QPointF GateStrip::placeOf(int field) const
{
    const QRectF plot = plotIn(body(), style());
    for (const DotStack::Dot& dot : stackIn(plot).dots) {
        if (dot.index == field)
            return centreOf(dot, plot, radius());
    }
    return {};
}

int GateStrip::fieldAt(const QPointF& position) const
{
    if (!hasData())
        return -1;
    const QRectF plot = plotIn(body(), style());
    const double reach = radius() + 3;
    int nearest = -1;
    double least = reach;
    for (const DotStack::Dot& dot : stackIn(plot).dots) {
        const QPointF way = centreOf(dot, plot, radius()) - position;
        const double distance = std::hypot(way.x(), way.y());
        if (distance <= least) {
            least = distance;
            nearest = dot.index;
        }
    }
    return nearest;
}

QString GateStrip::tipAt(const QPointF& position) const
{
    const int field = fieldAt(position);
    return field < 0 ? QString()
                     : tr("%1\ngate %2").arg(m_names[field], QString::number(m_gates[field], 'f', 4));
}

QString GateStrip::summary() const
{
    const auto above =
        std::count_if(m_gates.begin(), m_gates.end(), [this](double gate) { return gate > m_threshold; });
    QString text = tr("%1 of %2 gates above %3.")
                       .arg(countText(above), countText(m_gates.size()), gateText(m_threshold));
    if (!m_countText.isEmpty())
        text += QStringLiteral(" %1.").arg(m_countText);
    if (const int field = m_selection.single(); field >= 0 && field < m_names.size())
        text = tr("%1, gate %2. ").arg(m_names[field], gateText(m_gates[field])) + text;
    return text;
}

void GateStrip::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    const int field = fieldAt(event->position());
    if (event->button() != Qt::LeftButton || field < 0)
        return;
    select(m_selection.clicked(field, event->modifiers()));
}

void GateStrip::mouseMoveEvent(QMouseEvent* event)
{
    const int field = fieldAt(event->position());
    if (field == m_hover)
        return;
    m_hover = field;
    update();
}

void GateStrip::leaveEvent(QEvent* event)
{
    Chart::leaveEvent(event);
    m_hover = -1;
    update();
}

void GateStrip::keyPressEvent(QKeyEvent* event)
{
    if (hasData() && event->key() == Qt::Key_Left)
        stepThroughDots(-1);
    else if (hasData() && event->key() == Qt::Key_Right)
        stepThroughDots(1);
    else
        Chart::keyPressEvent(event);
}

void GateStrip::stepThroughDots(int by)
{
    const QVector<DotStack::Dot> dots = stackIn(plotIn(body(), style())).dots;
    if (dots.isEmpty())
        return;
    const int now = m_selection.last();
    const auto found =
        std::find_if(dots.begin(), dots.end(), [now](const auto& dot) { return dot.index == now; });
    const auto last = static_cast<int>(dots.size()) - 1;
    int at = by > 0 ? 0 : last;
    if (found != dots.end())
        at = std::clamp(static_cast<int>(found - dots.begin()) + by, 0, last);
    const int field = dots[at].index;
    select({field});
    const QPointF place = placeOf(field);
    QToolTip::showText(mapToGlobal(place.toPoint()), tipAt(place), this);
}

void GateStrip::select(const QVector<int>& fields)
{
    if (!m_selection.set(fields))
        return;
    refresh();
    Q_EMIT selectionChanged(fields);
}

} // namespace leap::ui

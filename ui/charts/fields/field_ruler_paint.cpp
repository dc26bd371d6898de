// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fields/field_ruler.h"

#include "ui/charts/base/field_colour.h"
#include "ui/charts/base/step_axis.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace leap::ui {
void FieldRuler::draw(const Canvas& canvas)
{
    const QRectF band = bandIn(canvas.area, canvas.style, canvas.onPaper);
    canvas.painter.fillRect(band, canvas.style.ground);
    canvas.painter.save();
    canvas.painter.setClipRect(band.adjusted(-1, -1, 1, 1));
    for (const int field : m_byStart)
        drawField(canvas, band, field);
    drawFaults(canvas, band);
    for (const int field : m_selection.fields()) {
        const QRectF seen = fieldRect(field, band).intersected(band);
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.setPen(QPen(canvas.style.text, 2));
        if (!seen.isEmpty())
            canvas.painter.drawRect(onGrid(seen).adjusted(1, 1, -1, -1));
    }
    if (!canvas.onPaper)
        drawDrag(canvas, band);
    canvas.painter.restore();
    drawAxis(canvas, band);
}

void FieldRuler::drawField(const Canvas& canvas, const QRectF& band, int field) const
{
    const QRectF rect = fieldRect(field, band);
    const QRectF visible = rect.intersected(band);
    if (visible.isEmpty())
        return;
    const int owner = m_fields[field].colour;
    const QColor colour = fieldColour(owner < 0 ? field : owner, canvas.style.palette);
    const QColor ground = blended(canvas.style.ground, colour, m_selection.contains(field) ? 0.85 : 0.6);
    canvas.painter.fillRect(visible, ground);
    constexpr double kSeparable = 3; // px: thinner fields touch
    if (rect.width() >= kSeparable) {
        canvas.painter.setPen(QPen(canvas.style.ground, 1));
        const double x = std::round(rect.right()) - 0.5;
        canvas.painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
    }
    drawName(canvas, freePart(visible, band), field, ground);
}

/// The space that hatched faults leave for a name.
QRectF FieldRuler::freePart(const QRectF& visible, const QRectF& band) const
{
    QRectF free = visible;
    for (const RulerFault& fault : m_faults) {
        const double left = xOf(fault.start, band), right = xOf(fault.end, band);
        if (right <= free.left() || left >= free.right())
            continue;
        if (left - free.left() > free.right() - right)
            free.setRight(left);
        else
            free.setLeft(std::min(right, free.right()));
    }
    return free;
}

void FieldRuler::drawName(const Canvas& canvas, const QRectF& visible, int field, const QColor& ground) const
{
    const ChartStyle& style = canvas.style;
    const QString& name = m_fields[field].name;
    const QFontMetricsF metrics(style.small);
    const double room = visible.width() - 2 * ChartStyle::kHalfPad;
    const QColor ink = textOn(ground);
    if (metrics.horizontalAdvance(name) <= room) {
        drawText(canvas.painter, style.small, ink, visible, Qt::AlignCenter, name);
        return;
    }
    if (visible.width() >= metrics.height() && metrics.horizontalAdvance(name) > room) {
        const QRectF upright(-visible.height() / 2 + ChartStyle::kHalfPad, -visible.width() / 2,
                             visible.height() - 2 * ChartStyle::kHalfPad, visible.width());
        canvas.painter.save();
        canvas.painter.translate(visible.center());
        canvas.painter.rotate(-90);
        drawText(canvas.painter, style.small, ink, upright, Qt::AlignCenter, name);
        canvas.painter.restore();
    }
}

void FieldRuler::drawFaults(const Canvas& canvas, const QRectF& band) const
{
    constexpr double kLeastWidth = 3; // px, so that a fault of one column in 12,000 is visible
    const QColor red = errorColor(canvas.style.palette);
    for (const RulerFault& fault : m_faults) {
        double left = xOf(fault.start, band), right = xOf(fault.end, band);
        const double lacking = std::max(0.0, kLeastWidth - (right - left)) / 2;
        const QRectF rect =
            QRectF(left - lacking, band.top(), right - left + 2 * lacking, band.height()).intersected(band);
        if (rect.isEmpty())
            continue;
        canvas.painter.fillRect(rect, canvas.style.ground);
        drawHatching(canvas.painter, rect, red, fault.kind == RulerFault::Kind::Overlap);
        canvas.painter.setPen(red);
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.drawRect(onGrid(rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void FieldRuler::drawAxis(const Canvas& canvas, const QRectF& band) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const double widest = textWidth(style.small, countText(m_columns)) + 3 * ChartStyle::kPad;
    const int most = std::clamp(static_cast<int>(band.width() / widest), 1, 12);
    for (const double tick : stepTicks(m_span.begin(), m_span.end(), most)) {
        const double x = std::round(m_span.toPixel(tick, band.left(), band.width())) + 0.5;
        canvas.painter.setPen(style.dim);
        canvas.painter.drawLine(QPointF(x, band.bottom() + 1), QPointF(x, band.bottom() + ChartStyle::kTick));
        const QString text = countText(static_cast<qint64>(tick));
        const double width = textWidth(style.small, text);
        const double left = std::clamp(x - width / 2, canvas.area.left(),
                                       std::max(canvas.area.left(), canvas.area.right() - width));
        drawText(canvas.painter, style.small, style.dim,
                 {left, band.bottom() + ChartStyle::kTick + 1, width, height},
                 Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void FieldRuler::drawDrag(const Canvas& canvas, const QRectF& band) const
{
    if (m_drag.what != Drag::What::Border)
        return;
    const ChartStyle& style = canvas.style;
    const double x = std::round(xOf(m_drag.newEnd, band)) + 0.5;
    canvas.painter.setPen(QPen(style.text, 2));
    canvas.painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
    const QString text = tr("%1 ends at %2").arg(m_fields[m_drag.field].name, countText(m_drag.newEnd));
    const double width = textWidth(style.small, text) + ChartStyle::kPad,
                 height = lineHeight(style.small) + 2;
    const double left = std::clamp(x - width / 2, band.left(), std::max(band.left(), band.right() - width));
    const QRectF flag(left, band.top() + 2, width, height);
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(style.accent);
    canvas.painter.drawRoundedRect(flag, 3, 3);
    drawText(canvas.painter, style.small, textOn(style.accent), flag, Qt::AlignCenter, text);
}

} // namespace leap::ui

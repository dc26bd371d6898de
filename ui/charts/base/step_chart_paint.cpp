// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/step_chart.h"

#include "ui/charts/base/field_colour.h"
#include "ui/format.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
double StepChart::axisHeight(const ChartStyle& style, bool withEpochs)
{
    return ChartStyle::kTick + 2 + lineHeight(style.small) * (withEpochs ? 2 : 1);
}

QVector<double> StepChart::ticksFor(const QRectF& plot, const ChartStyle& style) const
{
    const double widest =
        textWidth(style.small, countText(static_cast<qint64>(m_steps.end()))) + 3 * ChartStyle::kPad;
    return stepTicks(m_steps.begin(), m_steps.end(),
                     std::clamp(static_cast<int>(plot.width() / widest), 1, 10));
}

bool StepChart::cursorShown() const
{
    const auto step = static_cast<double>(m_cursor.value_or(-1));
    return step >= m_steps.begin() && step <= m_steps.end();
}

QRectF StepChart::cursorFlag(const Canvas& canvas, const QRectF& plot) const
{
    const double middle = xOf(static_cast<double>(m_cursor.value_or(0)), plot);
    const double width = textWidth(canvas.style.small, countText(m_cursor.value_or(0))) + ChartStyle::kPad;
    const double rightmost = std::max(canvas.area.left(), canvas.area.right() - width);
    return {std::clamp(middle - width / 2, canvas.area.left(), rightmost),
            plot.bottom() + ChartStyle::kTick - 1, width, lineHeight(canvas.style.small) + 2};
}

void StepChart::drawStepAxis(const Canvas& canvas, const QRectF& plot) const
{
    const double height = lineHeight(canvas.style.small);
    for (const double tick : ticksFor(plot, canvas.style)) {
        const double x = std::round(xOf(tick, plot)) + 0.5;
        canvas.painter.setPen(canvas.style.dim);
        canvas.painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + ChartStyle::kTick));
        const QString text = countText(static_cast<qint64>(tick));
        const double width = textWidth(canvas.style.small, text);
        const double left = std::clamp(x - width / 2, canvas.area.left(),
                                       std::max(canvas.area.left(), canvas.area.right() - width));
        const QRectF box(left, plot.bottom() + ChartStyle::kTick + 1, width, height);
        if (!cursorShown() || !box.intersects(cursorFlag(canvas, plot)))
            drawText(canvas.painter, canvas.style.small, canvas.style.dim, box,
                     Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void StepChart::drawEpochs(const Canvas& canvas, const QRectF& plot) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const double top = plot.bottom() + ChartStyle::kTick + 1 + height;
    const double widest = textWidth(style.small, countText(999)) + 2 * ChartStyle::kPad;
    bool named = false;
    for (const EpochSpan& span : epochSpans(m_plan, m_steps.begin(), m_steps.end(),
                                            std::max(1, static_cast<int>(plot.width() / widest)))) {
        const double left = std::max(xOf(span.begin, plot), plot.left());
        const double right = std::min(xOf(span.end, plot), plot.right());
        canvas.painter.setPen(style.grid);
        if (span.end < m_steps.end())
            canvas.painter.drawLine(QPointF(right, top + 2), QPointF(right, top + height - 2));
        const QString number = countText(span.epoch);
        const QString full = tr("epoch %1").arg(number);
        const double middle = (left + right) / 2;
        const double room = std::max(right - left, widest);
        const bool fits = textWidth(style.small, full) + ChartStyle::kPad < right - left;
        const QString text = !named && fits ? full : number;
        named = named || fits;
        drawText(canvas.painter, style.small, style.dim, {middle - room / 2, top, room, height},
                 Qt::AlignCenter, text);
    }
}

void StepChart::drawMarks(const Canvas& canvas, const QRectF& plot, bool halo) const
{
    QPen pen(halo ? QColor(Qt::white) : canvas.style.dim, 1, Qt::DashLine);
    pen.setDashPattern({3, 3});
    for (const StepMark& mark : m_marks) {
        const double x = std::round(xOf(static_cast<double>(mark.step), plot)) + 0.5;
        if (x < plot.left() || x > plot.right())
            continue;
        const QLineF line(x, plot.top(), x, plot.bottom());
        if (halo) {
            canvas.painter.setPen(QColor(0, 0, 0, 110));
            canvas.painter.drawLine(line);
        }
        canvas.painter.setPen(pen);
        canvas.painter.drawLine(line);
        canvas.painter.setPen(Qt::NoPen);
        canvas.painter.setBrush(canvas.style.dim);
        canvas.painter.drawPolygon(QPolygonF(
            {QPointF(x - 3.5, plot.top() - 5), QPointF(x + 3.5, plot.top() - 5), QPointF(x, plot.top())}));
    }
}

void StepChart::drawCursor(const Canvas& canvas, const QRectF& plot, bool halo) const
{
    if (!cursorShown())
        return;
    const double x = std::round(xOf(static_cast<double>(*m_cursor), plot)) + 0.5;
    const QLineF line(x, plot.top(), x, plot.bottom());
    if (halo) {
        canvas.painter.setPen(QPen(QColor(0, 0, 0, 90), 3));
        canvas.painter.drawLine(line);
    }
    canvas.painter.setPen(halo ? QColor(Qt::white) : canvas.style.accent);
    canvas.painter.drawLine(line);
    const QRectF flag = cursorFlag(canvas, plot);
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(canvas.style.accent);
    canvas.painter.drawRoundedRect(flag, 3, 3);
    drawText(canvas.painter, canvas.style.small, textOn(canvas.style.accent), flag, Qt::AlignCenter,
             countText(*m_cursor));
}

} // namespace leap::ui

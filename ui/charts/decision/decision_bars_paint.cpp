// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decision/decision_bars.h"

#include "ui/charts/base/field_colour.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <algorithm>

#include <cmath>

namespace leap::ui {
void DecisionBars::draw(const Canvas& canvas)
{
    const Layout layout = layoutIn(canvas.area, canvas.style, canvas.onPaper);
    drawAxis(canvas, layout);
    canvas.painter.save();
    canvas.painter.setClipRect(layout.rows);
    for (int row = 0; row < m_bars.size(); ++row) {
        const double top = rowTop(row, layout, canvas.onPaper);
        if (top + layout.rowHeight >= layout.rows.top() && top <= layout.rows.bottom())
            drawRow(canvas, layout, row);
    }
    canvas.painter.restore();
    if (m_thresholdShown)
        drawThreshold(canvas, layout);
}

void DecisionBars::drawRow(const Canvas& canvas, const Layout& layout, int row) const
{
    const ChartStyle& style = canvas.style;
    const DecisionBar& bar = m_bars[row];
    const double top = rowTop(row, layout, canvas.onPaper);
    const QRectF line(layout.rows.left(), top, layout.rows.width(), layout.rowHeight);
    const bool selected = m_selection.contains(bar.field);
    const bool current = !canvas.onPaper && hasFocus() && row == m_currentRow;
    if (selected || current)
        canvas.painter.fillRect(
            line, blended(style.palette.color(QPalette::Window), style.accent, selected ? 0.22 : 0.1));
    const QFont& font = selected ? style.strong : style.font;
    const QColor colour = verdictColor(bar.verdict, style.palette);
    canvas.painter.fillRect(QRectF(layout.nameLeft, line.center().y() - ChartStyle::kSwatch / 2,
                                   ChartStyle::kSwatch, ChartStyle::kSwatch),
                            fieldColour(bar.field, style.palette));
    const double nameLeft = layout.nameLeft + ChartStyle::kSwatch + ChartStyle::kPad - 2;
    drawText(canvas.painter, font, style.text, {nameLeft, top, layout.nameRight - nameLeft, layout.rowHeight},
             Qt::AlignLeft | Qt::AlignVCenter, bar.name);
    drawBar(canvas, bar, {layout.barLeft, top + 4, layout.barRight - layout.barLeft, layout.rowHeight - 8});
    drawText(canvas.painter, font, style.text,
             {layout.barRight, top, layout.valueRight - layout.barRight, layout.rowHeight},
             Qt::AlignRight | Qt::AlignVCenter, gateText(bar.gate));
    const double mark = textWidth(style.strong, verdictMark(Verdict::Keep)) + ChartStyle::kHalfPad;
    drawText(canvas.painter, style.strong, colour, {layout.wordLeft, top, mark, layout.rowHeight},
             Qt::AlignLeft | Qt::AlignVCenter, verdictMark(bar.verdict));
    drawText(canvas.painter, font, colour,
             {layout.wordLeft + mark, top, layout.rows.right() - layout.wordLeft - mark, layout.rowHeight},
             Qt::AlignLeft | Qt::AlignVCenter, wordOf(bar));
}

void DecisionBars::drawBar(const Canvas& canvas, const DecisionBar& bar, const QRectF& box) const
{
    const ChartStyle& style = canvas.style;
    canvas.painter.fillRect(box, blended(style.palette.color(QPalette::Window), style.text, 0.06));
    if (std::isnan(bar.gate))
        return;
    constexpr double kLeastWidth = 1.5; // so that a gate of 0 is visible
    const QRectF filled(box.left(), box.top(),
                        std::max(kLeastWidth, std::clamp(bar.gate, 0.0, 1.0) * box.width()), box.height());
    const QColor colour = verdictColor(bar.verdict, style.palette);
    if (bar.verdict == Verdict::Uncertain) {
        canvas.painter.fillRect(filled, blended(style.ground, colour, 0.25));
        drawHatching(canvas.painter, filled, colour, false);
        canvas.painter.setPen(colour);
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.drawRect(filled.adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
        canvas.painter.fillRect(filled,
                                bar.verdict == Verdict::Keep ? colour : blended(style.ground, colour, 0.55));
    }
}

void DecisionBars::drawAxis(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const double width = layout.barRight - layout.barLeft;
    for (const double value : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double x = std::round(layout.barLeft + value * width) + 0.5;
        canvas.painter.setPen(style.grid);
        canvas.painter.drawLine(
            QPointF(x, layout.rows.top() - 3),
            QPointF(x,
                    std::min(layout.rows.bottom(),
                             rowTop(static_cast<int>(m_bars.size()), layout, canvas.onPaper))));
        const bool underFlag = m_thresholdShown
            && std::abs(value - m_threshold) * width < 2 * textWidth(style.small, gateText(0.5));
        constexpr double kHalfLabel = 20;
        if (!underFlag)
            drawText(canvas.painter, style.small, style.dim,
                     {x - kHalfLabel, layout.rows.top() - height - ChartStyle::kPad, 2 * kHalfLabel, height},
                     Qt::AlignCenter, value == 0 || value == 1 ? QString::number(value) : gateText(value));
    }
    const QRectF box(layout.nameLeft, layout.rows.top() - height - ChartStyle::kPad,
                     layout.barLeft - layout.nameLeft - 2 * ChartStyle::kPad, height);
    const QString brief = briefCounts();
    const QString full = tr("%1, %2 uncertain").arg(brief, count(Verdict::Uncertain));
    drawText(canvas.painter, style.small, style.dim, box, Qt::AlignLeft | Qt::AlignVCenter,
             textWidth(style.small, full) <= box.width() ? full : brief);
}

void DecisionBars::drawThreshold(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double x = std::round(layout.barLeft + m_threshold * (layout.barRight - layout.barLeft)) + 0.5;
    const double bottom =
        std::min(layout.rows.bottom(), rowTop(static_cast<int>(m_bars.size()), layout, canvas.onPaper));
    painter.setPen(QPen(style.ground, 4));
    painter.drawLine(QPointF(x, layout.rows.top()), QPointF(x, bottom));
    painter.setPen(QPen(style.accent, 2));
    painter.drawLine(QPointF(x, layout.rows.top() - ChartStyle::kHalfPad), QPointF(x, bottom));
    const QString text = gateText(m_threshold);
    const double height = lineHeight(style.small) + 2,
                 width = textWidth(style.small, text) + 2 * ChartStyle::kPad;
    const QRectF flag(x - width / 2, layout.rows.top() - height - ChartStyle::kHalfPad, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.accent);
    painter.drawRoundedRect(flag, 4, 4);
    drawText(painter, style.small, textOn(style.accent), flag, Qt::AlignCenter, text);
}

} // namespace leap::ui

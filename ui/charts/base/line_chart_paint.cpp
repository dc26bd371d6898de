// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/line_chart.h"

#include "ui/charts/base/field_colour.h"
#include "ui/charts/base/line_plot.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kKeyWidth = 16; ///< of a line's sample in the legend
constexpr int kMostLegendRows = 3;
constexpr double kSmoothWidth = 1.5;

} // namespace

QString LineChart::tickText(double value, double distance) const
{
    QString text = QString::number(value, 'f', tickDecimals(distance));
    constexpr double kLarge = 1e5, kTiny = 1e-4;
    if (value != 0 && (std::abs(value) >= kLarge || distance < kTiny))
        return QString::number(value, 'g', 3);
    const bool gates = m_fixedRange && m_range == NiceRange{0, 1};
    if (gates && text.startsWith(QLatin1String("0.")))
        text.remove(0, 1);
    return value == 0 || (gates && value == 1) ? QString::number(value) : text;
}

QVector<double> LineChart::valueTicks(double plotHeight, const ChartStyle& style) const
{
    constexpr double kLinesPerTick = 2.2;
    const int most =
        std::clamp(static_cast<int>(plotHeight / (kLinesPerTick * lineHeight(style.small))), 1, 5);
    return niceTicks(m_range.low, m_range.high, most);
}

double LineChart::labelWidth(const ChartStyle& style) const
{
    double widest = textWidth(style.small, QStringLiteral("0.00"));
    constexpr int kTicks = 5;
    const QVector<double> ticks = niceTicks(m_range.low, m_range.high, kTicks);
    for (const double tick : ticks)
        widest = std::max(widest,
                          textWidth(style.small, tickText(tick, ticks.size() > 1 ? ticks[1] - ticks[0] : 1)));
    return std::ceil(widest / ChartStyle::kPad)
        * ChartStyle::kPad; // in steps, so that the plot does not jitter
}

void LineChart::layOutLegend(Layout& layout, const QRectF& area, const ChartStyle& style) const
{
    const double row = lineHeight(style.small) + 2;
    const int rows = std::clamp(static_cast<int>(area.height() * 0.28 / row), 1, kMostLegendRows);
    const double more = textWidth(style.small, tr("+%1 more").arg(99)) + ChartStyle::kPad;
    QPointF at = area.topLeft();
    int used = 1;
    for (const auto& line : m_lines) {
        // The space for values grows in steps, so that the legend does not move with every value.
        const double value =
            std::ceil(textWidth(style.small, valueNow(*line)) / ChartStyle::kPad) * ChartStyle::kPad;
        const double name = std::min(textWidth(style.small, line->name), area.width() * 0.4);
        const double width = kKeyWidth + name + value + 2 * ChartStyle::kHalfPad;
        const bool lastRow = used == rows;
        const double room = area.right() - (lastRow && line != m_lines.back() ? more : 0);
        if (at.x() + width > room && at.x() > area.left() && !lastRow) {
            at = {area.left(), at.y() + row};
            ++used;
        }
        if (at.x() + width > room && used == rows && at.x() > area.left()) {
            layout.unlisted = static_cast<int>(m_lines.size() - static_cast<size_t>(layout.legend.size()));
            break;
        }
        layout.legend.append({line.get(), QRectF(at, QSizeF(std::min(width, area.width()), row)), name});
        at.rx() += width + 1.5 * ChartStyle::kPad;
    }
    layout.legendBox = QRectF(area.topLeft(), QSizeF(area.width(), used * row));
}

LineChart::Layout LineChart::layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const
{
    Layout layout;
    layOutLegend(layout, area, style);
    const double left = labelWidth(style) + ChartStyle::kHalfPad + 2;
    const double bottom = axisHeight(style, false) + (onPaper ? 0 : stepBarRoom());
    const double top = layout.legendBox.height() + ChartStyle::kPad;
    layout.plot =
        onGrid({area.left() + left, area.top() + top, std::max(1.0, area.width() - left - ChartStyle::kPad),
                std::max(1.0, area.height() - top - bottom)});
    return layout;
}

void LineChart::draw(const Canvas& canvas)
{
    // The range determines the width of its labels and thereby that of the plot: first thin for the previous
    // width.
    thinLines(m_thinnedTo > 0 && !canvas.onPaper
                  ? m_thinnedTo
                  : layoutIn(canvas.area, canvas.style, canvas.onPaper).plot.width());
    const Layout layout = layoutIn(canvas.area, canvas.style, canvas.onPaper);
    thinLines(layout.plot.width());
    const bool smooth = canvas.onPaper || !live();
    m_plot->setSmooth(smooth);
    for (const auto& line : m_lines)
        m_plot->setPen(line->id, fieldPen(line->colour, canvas.style.palette, smooth ? kSmoothWidth : 0));
    m_plot->setRange(steps().begin(), steps().end(), m_range);
    drawLegend(canvas, layout);
    canvas.painter.fillRect(layout.plot, canvas.style.ground);
    drawGrid(canvas, layout.plot);
    drawMarks(canvas, layout.plot, false);
    if (canvas.onPaper)
        m_plot->paint(canvas.painter, layout.plot);
    else
        m_plot->paintCached(canvas.painter, layout.plot, devicePixelRatioF());
    drawValueLabels(canvas, layout.plot);
    drawStepAxis(canvas, layout.plot);
    drawCursor(canvas, layout.plot, false);
    if (canvas.onPaper)
        m_thinnedTo = 0; // the width on screen may differ
}

void LineChart::drawLegend(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    QPointF end = layout.legendBox.topLeft();
    for (const LegendEntry& entry : layout.legend) {
        const double middle = entry.box.center().y();
        canvas.painter.setPen(fieldPen(entry.line->colour, style.palette, 2));
        canvas.painter.drawLine(QPointF(entry.box.left(), middle),
                                QPointF(entry.box.left() + kKeyWidth - ChartStyle::kHalfPad, middle));
        const QRectF name(entry.box.left() + kKeyWidth, entry.box.top(), entry.nameWidth + 1,
                          entry.box.height());
        drawText(canvas.painter, style.small, style.dim, name, Qt::AlignLeft | Qt::AlignVCenter,
                 entry.line->name);
        const double valueLeft = name.right() + ChartStyle::kHalfPad;
        drawText(canvas.painter, style.small, style.text,
                 {valueLeft, entry.box.top(), std::max(0.0, entry.box.right() - valueLeft + 1),
                  entry.box.height()},
                 Qt::AlignLeft | Qt::AlignVCenter, valueNow(*entry.line));
        end = entry.box.topRight();
    }
    if (layout.unlisted > 0) {
        const QString more = tr("+%1 more").arg(layout.unlisted);
        drawText(canvas.painter, style.small, style.dim,
                 {end.x() + ChartStyle::kPad, end.y(), textWidth(style.small, more) + 1,
                  lineHeight(style.small) + 2},
                 Qt::AlignLeft | Qt::AlignVCenter, more);
    }
}

void LineChart::drawGrid(const Canvas& canvas, const QRectF& plot) const
{
    const ViewSpan& view = steps();
    canvas.painter.setPen(canvas.style.grid);
    for (const double tick : valueTicks(plot.height(), canvas.style)) {
        const double y =
            std::round(plot.bottom() - (tick - m_range.low) / (m_range.high - m_range.low) * plot.height())
            + 0.5;
        canvas.painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    constexpr double kLeastEpoch = 24; // px between two lines
    for (const EpochSpan& span : epochSpans(stepPlan(), view.begin(), view.end(),
                                            std::max(1, static_cast<int>(plot.width() / kLeastEpoch)))) {
        const double x = std::round(xOf(span.end, plot)) + 0.5;
        if (x < plot.right() - 1)
            canvas.painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

void LineChart::drawValueLabels(const Canvas& canvas, const QRectF& plot) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const QVector<double> ticks = valueTicks(plot.height(), style);
    for (const double tick : ticks) {
        const double y = plot.bottom() - (tick - m_range.low) / (m_range.high - m_range.low) * plot.height();
        drawText(canvas.painter, style.small, style.dim,
                 {canvas.area.left(), y - height / 2,
                  plot.left() - canvas.area.left() - ChartStyle::kHalfPad - 2, height},
                 Qt::AlignRight | Qt::AlignVCenter,
                 tickText(tick, ticks.size() > 1 ? ticks[1] - ticks[0] : 1));
    }
}

} // namespace leap::ui

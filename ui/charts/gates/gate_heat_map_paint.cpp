// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/gate_heat_map.h"

#include "ui/charts/base/colour_map.h"
#include "ui/charts/base/field_colour.h"
#include "ui/charts/gates/heat_image.h"
#include "ui/format.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

QColor missingColour(const ChartStyle& style)
{
    return blended(style.ground, style.text, 0.35);
}

} // namespace

GateHeatMap::Layout GateHeatMap::layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const
{
    constexpr double kLargestShare = 0.24; // of the width, for names
    constexpr double kWidestNames = 180;
    double widest = 0;
    for (const QString& name : m_names)
        widest = std::max(widest, textWidth(style.strong, name));
    const double names = std::min(
        {widest + ChartStyle::kSwatch + 2 * ChartStyle::kPad, area.width() * kLargestShare, kWidestNames});
    const double values = textWidth(style.strong, gateText(1)) + ChartStyle::kPad + ChartStyle::kHalfPad;
    const double head = lineHeight(style.small) + ChartStyle::kPad;
    const double rowBar = onPaper ? 0 : m_rowBar->room();
    const double stepBar = onPaper ? 0 : stepBarRoom();
    const double axis = axisHeight(style, stepPlan().stepsPerEpoch > 0);
    const QRectF plot =
        onGrid({area.left() + names, area.top() + head, std::max(1.0, area.width() - names - values - rowBar),
                std::max(1.0, area.height() - head - axis - stepBar)});
    return {{area.left(), area.top(), area.width() - rowBar, head},
            {area.left(), plot.top(), names, plot.height()},
            plot,
            {plot.right(), plot.top(), values, plot.height()}};
}

QRectF GateHeatMap::plotRect() const
{
    return layoutIn(body(), style(), false).plot;
}

QRectF GateHeatMap::rowRect(int row, const QRectF& column) const
{
    const double top = m_rowSpan.toPixel(row, column.top(), column.height());
    const double bottom = m_rowSpan.toPixel(row + 1, column.top(), column.height());
    return {column.left(), top, column.width(), bottom - top};
}

void GateHeatMap::draw(const Canvas& canvas)
{
    const Layout layout = layoutIn(canvas.area, canvas.style, canvas.onPaper);
    drawLegend(canvas, layout.head);
    canvas.painter.fillRect(layout.plot, canvas.style.ground);
    drawImage(canvas, layout.plot);
    canvas.painter.save();
    canvas.painter.setClipRect(layout.plot.united(layout.names).united(layout.values));
    drawSelection(canvas, layout);
    drawRowText(canvas, layout);
    canvas.painter.restore();
    drawStepAxis(canvas, layout.plot);
    drawEpochs(canvas, layout.plot);
    drawMarks(canvas, layout.plot, true);
    drawCursor(canvas, layout.plot, true);
}

void GateHeatMap::drawLegend(const Canvas& canvas, const QRectF& box) const
{
    constexpr double kRampWidth = 96;
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const QString low = tr("gate 0"), high = QStringLiteral("1");
    const double highWidth = textWidth(style.small, high), lowWidth = textWidth(style.small, low);
    const QRectF ramp = onGrid({box.right() - highWidth - ChartStyle::kHalfPad - kRampWidth,
                                box.top() + height / 2 - 4, kRampWidth, 8});
    QLinearGradient gradient(ramp.topLeft(), ramp.topRight());
    constexpr int kStops = 16;
    for (int stop = 0; stop <= kStops; ++stop)
        gradient.setColorAt(static_cast<double>(stop) / kStops,
                            QColor::fromRgb(ColourMap::at(static_cast<double>(stop) / kStops)));
    canvas.painter.fillRect(ramp, gradient);
    drawText(canvas.painter, style.small, style.dim,
             {ramp.left() - lowWidth - ChartStyle::kHalfPad, box.top(), lowWidth, height},
             Qt::AlignLeft | Qt::AlignVCenter, low);
    drawText(canvas.painter, style.small, style.dim, {box.right() - highWidth, box.top(), highWidth, height},
             Qt::AlignLeft | Qt::AlignVCenter, high);
    const QString count = m_rows.size() == m_names.size()
        ? tr("%1 fields").arg(countText(m_names.size()))
        : tr("%1 of %2 fields").arg(countText(m_rows.size()), countText(m_names.size()));
    drawText(canvas.painter, style.small, style.dim,
             {box.left(), box.top(), box.width() - kRampWidth - lowWidth - highWidth - 3 * ChartStyle::kPad,
              height},
             Qt::AlignLeft | Qt::AlignVCenter, count);
}

void GateHeatMap::drawImage(const Canvas& canvas, const QRectF& plot)
{
    HeatWindow window;
    window.rows = m_rows;
    window.firstRow = m_rowSpan.begin();
    window.lastRow = m_rowSpan.end();
    window.firstStep = steps().begin();
    window.lastStep = steps().end();
    window.missing = missingColour(canvas.style).rgb();
    constexpr double kPaperScale = 2;
    const double scale = canvas.onPaper ? kPaperScale : devicePixelRatioF();
    window.pixels = (plot.size() * scale).toSize();
    if (canvas.onPaper) {
        canvas.painter.drawImage(plot, heatImage(*m_course, lastStep(), window));
        return;
    }
    if (m_image.size() != window.pixels) {
        m_image = heatImage(*m_course, lastStep(), window);
        m_image.setDevicePixelRatio(scale);
    }
    canvas.painter.drawImage(plot.topLeft(), m_image);
}

QVector<int> GateHeatMap::labelledRows(double rowHeight, double textHeight) const
{
    const int first = static_cast<int>(std::floor(m_rowSpan.begin()));
    const int last =
        std::min<int>(static_cast<int>(std::ceil(m_rowSpan.end())), static_cast<int>(m_rows.size()));
    QVector<int> rows;
    const auto addIfFree = [&](int row) {
        const bool free = std::none_of(rows.begin(), rows.end(), [&](int other) {
            return std::abs(other - row) * rowHeight < textHeight * 0.92;
        });
        if (free && row >= first && row < last)
            rows.append(row);
    };
    if (m_hoverField >= 0)
        addIfFree(static_cast<int>(m_rows.indexOf(m_hoverField)));
    for (const int field : m_selection.fields())
        addIfFree(static_cast<int>(m_rows.indexOf(field)));
    const int every = std::max(1, static_cast<int>(std::ceil(textHeight * 0.92 / rowHeight)));
    for (int row = every > 1 ? first + every / 2 : first; row < last; row += every)
        addIfFree(row);
    return rows;
}

void GateHeatMap::drawRowText(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    const double rowHeight = layout.plot.height() / m_rowSpan.length();
    const bool tight = rowHeight < lineHeight(style.font) * 0.92; // a small font names more rows
    const QFont& plain = tight ? style.small : style.font;
    QFont bold = plain;
    bold.setWeight(style.strong.weight());
    const double height = lineHeight(plain);
    for (const int row : labelledRows(rowHeight, height)) {
        const int field = m_rows[row];
        const bool strong = m_selection.contains(field);
        const double middle = rowRect(row, layout.plot).center().y();
        const double top =
            std::clamp(middle - height / 2, layout.plot.top() - 2, layout.plot.bottom() - height + 2);
        const double swatch = std::clamp(rowHeight - 2, 2.0, ChartStyle::kSwatch);
        canvas.painter.fillRect(QRectF(layout.names.left() + ChartStyle::kHalfPad, middle - swatch / 2,
                                       ChartStyle::kSwatch, swatch),
                                fieldColour(field, style.palette));
        const double left = layout.names.left() + ChartStyle::kSwatch + ChartStyle::kPad + 2;
        drawText(canvas.painter, strong ? bold : plain, style.text,
                 {left, top, layout.names.right() - left - ChartStyle::kHalfPad, height},
                 Qt::AlignLeft | Qt::AlignVCenter, m_names[field]);
        drawText(canvas.painter, strong ? bold : plain, style.text,
                 {layout.values.left(), top, layout.values.width() - ChartStyle::kHalfPad, height},
                 Qt::AlignRight | Qt::AlignVCenter, gateText(gateAt(field)));
    }
}

GateHeatMap::RowMark GateHeatMap::markOf(int row, bool onPaper) const
{
    const int field = m_rows[row];
    return {m_selection.contains(field), !onPaper && hasFocus() && row == m_currentRow,
            !onPaper && field == m_hoverField};
}

void GateHeatMap::drawSelection(const Canvas& canvas, const Layout& layout) const
{
    const QRectF whole = layout.names.united(layout.values);
    for (int row = 0; row < m_rows.size(); ++row) {
        const RowMark mark = markOf(row, canvas.onPaper);
        const QRectF band = rowRect(row, whole).intersected(whole);
        if (mark.any() && band.height() > 0)
            drawMark(canvas, layout, mark, band);
    }
}

void GateHeatMap::drawMark(const Canvas& canvas, const Layout& layout, const RowMark& mark, QRectF band) const
{
    const bool thin = band.height() < lineHeight(canvas.style.font) * 0.92;
    if (band.height() < 2)
        band.setHeight(2);
    const QColor tint = blended(canvas.style.palette.color(QPalette::Window), canvas.style.accent,
                                mark.selected ? 0.25 : 0.10);
    if (!thin) {
        canvas.painter.fillRect(band.intersected(layout.names), tint);
        canvas.painter.fillRect(band.intersected(layout.values), tint);
    }
    if (!mark.selected && !mark.current)
        return;
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.setPen(QPen(canvas.style.accent, mark.current ? 2 : 1));
    // A row thinner than its name is framed in the plot only; otherwise the frame would cross the name.
    canvas.painter.drawRect(
        onGrid(thin ? band.intersected(layout.plot) : band).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/force_balance.h"

#include "ui/charts/base/step_axis.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kDot = 3; ///< radius
constexpr double kRoom = 0.08; ///< share of the value range left free at either end
constexpr double kTwoSided95 = 1.96;
constexpr int kMostTicks = 4;

struct Strokes {
    QPen loss;
    QPen price;
    QPen sum;
    explicit Strokes(const ChartStyle& style)
        : loss(verdictColor(Verdict::Keep, style.palette), 2)
        , price(verdictColor(Verdict::Drop, style.palette), 1.5, Qt::DashLine)
        , sum(style.text, 2)
    {
    }
};

QString shortText(double value)
{
    return QString::number(value, 'g', 3);
}

} // namespace

/// Maps gates and losses to positions.
struct ForceBalance::Axis {
    QRectF plot;
    double low = 0;
    double high = 1;
    [[nodiscard]] QPointF at(double gate, double loss) const
    {
        return {plot.left() + gate * plot.width(),
                plot.bottom() - (loss - low) / (high - low) * plot.height()};
    }
};

ForceBalance::ForceBalance(QWidget* parent)
    : Chart(parent)
{
    setAccessibleName(tr("Balance of forces on a gate"));
    setEmptyText(tr("Choose a field to see the forces on its gate."));
}

void ForceBalance::setData(const std::optional<Data>& shown)
{
    if (shown == m_data)
        return;
    m_data = shown;
    setTitle(m_data ? m_data->field : QString());
    refresh();
}

double ForceBalance::sumAt(int point) const
{
    return m_data->loss[point].y() + m_data->lambda * m_data->loss[point].x();
}

ForceBalance::Axis ForceBalance::axisIn(const QRectF& area, const ChartStyle& style) const
{
    Axis axis;
    double low = 0, high = m_data->lambda;
    for (int i = 0; i < m_data->loss.size(); ++i) {
        const double reach = kTwoSided95 * m_data->error[i];
        low = std::min({low, m_data->loss[i].y() - reach, sumAt(i)});
        high = std::max({high, m_data->loss[i].y() + reach, sumAt(i)});
    }
    const double room = kRoom * std::max(high - low, 1e-12);
    axis.low = low - room;
    axis.high = high + room;
    const double line = lineHeight(style.small);
    const double labels = textWidth(style.small, QStringLiteral("-0.00004")) + ChartStyle::kPad;
    axis.plot = onGrid(
        area.adjusted(labels, line + ChartStyle::kPad, -ChartStyle::kPad, -2 * line - ChartStyle::kTick));
    return axis;
}

void ForceBalance::draw(const Canvas& canvas)
{
    const Axis axis = axisIn(canvas.area, canvas.style);
    drawGround(canvas, axis);
    drawKey(canvas);
    drawLines(canvas, axis);
}

void ForceBalance::drawGround(const Canvas& canvas, const Axis& axis) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double line = lineHeight(style.small);
    painter.fillRect(axis.plot, style.ground);
    for (const double value : niceTicks(axis.low, axis.high, kMostTicks)) {
        const double y = std::round(axis.at(0, value).y()) + 0.5;
        const bool zero = value == 0;
        painter.setPen(zero ? style.dim : style.grid);
        painter.drawLine(QPointF(axis.plot.left(), y), QPointF(axis.plot.right(), y));
        drawText(painter, style.small, style.dim,
                 {canvas.area.left(), y - line / 2,
                  axis.plot.left() - canvas.area.left() - ChartStyle::kHalfPad, line},
                 Qt::AlignRight | Qt::AlignVCenter, zero ? QStringLiteral("0") : shortText(value));
    }
    constexpr double kHalfLabel = 20;
    for (const double gate : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const QPointF foot = axis.at(gate, axis.low);
        drawText(painter, style.small, style.dim,
                 {foot.x() - kHalfLabel, foot.y() + ChartStyle::kTick, 2 * kHalfLabel, line}, Qt::AlignCenter,
                 shortText(gate));
    }
    const double x = std::round(axis.at(m_data->gate, 0).x()) + 0.5;
    painter.setPen(QPen(style.accent, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, axis.plot.top()), QPointF(x, axis.plot.bottom()));
    drawText(painter, style.small, style.dim,
             {canvas.area.left(), axis.plot.bottom() + ChartStyle::kTick + line, canvas.area.width(), line},
             Qt::AlignRight | Qt::AlignVCenter, tr("gate; now at %1 (dashed)").arg(gateText(m_data->gate)));
}

void ForceBalance::drawKey(const Canvas& canvas) const
{
    constexpr double kSample = 18;
    const ChartStyle& style = canvas.style;
    const Strokes strokes(style);
    const std::pair<QPen, QString> entries[]{{strokes.loss, tr("loss J(g) \u2212 J(1)")},
                                             {strokes.price, tr("price \u03bbg")},
                                             {strokes.sum, tr("sum")}};
    const double line = lineHeight(style.small);
    double x = canvas.area.left();
    for (const auto& [pen, text] : entries) {
        const double width = textWidth(style.small, text) + ChartStyle::kHalfPad;
        const double y = std::round(canvas.area.top() + line / 2) + 0.5;
        canvas.painter.setPen(pen);
        canvas.painter.drawLine(QPointF(x, y), QPointF(x + kSample, y));
        x += kSample + ChartStyle::kHalfPad;
        drawText(canvas.painter, style.small, style.text, {x, canvas.area.top(), width, line},
                 Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + ChartStyle::kPad;
    }
}

void ForceBalance::drawLines(const Canvas& canvas, const Axis& axis) const
{
    QPainter& painter = canvas.painter;
    const Strokes strokes(canvas.style);
    QPolygonF loss, sum;
    for (int i = 0; i < m_data->loss.size(); ++i) {
        const double gate = m_data->loss[i].x();
        const double value = m_data->loss[i].y();
        const double reach = kTwoSided95 * m_data->error[i];
        loss << axis.at(gate, value);
        sum << axis.at(gate, sumAt(i));
        painter.setPen(QPen(strokes.loss.color(), 1));
        painter.drawLine(axis.at(gate, value - reach), axis.at(gate, value + reach));
    }
    painter.setPen(strokes.price);
    painter.drawLine(axis.at(0, 0), axis.at(1, m_data->lambda));
    painter.setPen(strokes.sum);
    painter.drawPolyline(sum);
    painter.setPen(strokes.loss);
    painter.drawPolyline(loss);
    painter.setBrush(strokes.loss.color());
    for (const QPointF& point : loss)
        painter.drawEllipse(point, kDot, kDot);
    painter.setBrush(Qt::NoBrush);
}

QString ForceBalance::tipAt(const QPointF& /*position*/) const
{
    if (!m_data)
        return {};
    QStringList lines;
    for (int i = 0; i < m_data->loss.size(); ++i)
        lines << tr("g = %1: loss %2 \u00b1 %3, sum %4")
                     .arg(shortText(m_data->loss[i].x()), shortText(m_data->loss[i].y()),
                          shortText(kTwoSided95 * m_data->error[i]), shortText(sumAt(i)));
    return lines.join(QLatin1Char('\n'));
}

QString ForceBalance::summary() const
{
    int lowest = 0;
    for (int i = 1; i < m_data->loss.size(); ++i) {
        if (sumAt(i) < sumAt(lowest))
            lowest = i;
    }
    return tr("%1: loss and price together are lowest at gate %2; the gate is at %3.")
        .arg(m_data->field, gateText(m_data->loss[lowest].x()), gateText(m_data->gate));
}

} // namespace leap::ui

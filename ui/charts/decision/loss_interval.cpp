// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decision/loss_interval.h"

#include "ui/charts/base/step_axis.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kDot = 6; ///< radius
constexpr double kCap = 10; ///< half the height of a bound's mark
constexpr double kRoom = 0.15; ///< share of the value range left free at either end

} // namespace

/// Maps values to positions.
struct LossInterval::Axis {
    QRectF plot;
    double begin = 0;
    double end = 1;
    [[nodiscard]] double x(double value) const
    {
        return plot.left() + (value - begin) / (end - begin) * plot.width();
    }
};

LossInterval::LossInterval(QWidget* parent)
    : Chart(parent)
{
    setAccessibleName(tr("Loss of the pruned model"));
    setEmptyText(tr("The loss and its bounds appear here."));
}

void LossInterval::setData(const std::optional<Data>& shown)
{
    if (shown == m_data)
        return;
    m_data = shown;
    refresh();
}

LossInterval::Axis LossInterval::axisIn(const QRectF& area, const ChartStyle& style) const
{
    const double line = lineHeight(style.small);
    const double low = std::min({0.0, m_data->lower, -m_data->margin});
    const double high = std::max({0.0, m_data->upper, m_data->margin});
    const double room = kRoom * (high - low);
    Axis axis;
    axis.plot = onGrid(area.adjusted(ChartStyle::kPad, line + ChartStyle::kHalfPad, -ChartStyle::kPad,
                                     -2 * line - ChartStyle::kTick - ChartStyle::kHalfPad));
    axis.begin = low - room;
    axis.end = high + room;
    return axis;
}

void LossInterval::draw(const Canvas& canvas)
{
    const Axis axis = axisIn(canvas.area, canvas.style);
    drawGround(canvas, axis);
    drawTicks(canvas, axis);
    drawBar(canvas, axis);
}

void LossInterval::drawGround(const Canvas& canvas, const Axis& axis) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double line = lineHeight(style.small);
    painter.fillRect(axis.plot, style.ground);
    const double margin = std::round(axis.x(m_data->margin)) + 0.5;
    QColor loss = verdictColor(Verdict::Drop, style.palette);
    constexpr double kFaint = 0.35;
    loss.setAlphaF(kFaint);
    drawHatching(painter, {margin, axis.plot.top(), axis.plot.right() - margin, axis.plot.height()}, loss,
                 false);
    const double zero = std::round(axis.x(0)) + 0.5;
    painter.setPen(style.dim);
    painter.drawLine(QPointF(zero, axis.plot.top()), QPointF(zero, axis.plot.bottom()));
    painter.setPen(QPen(style.accent, 1, Qt::DashLine));
    painter.drawLine(QPointF(margin, axis.plot.top() - line), QPointF(margin, axis.plot.bottom()));
    const QString text = tr("margin %1").arg(QString::number(m_data->margin));
    const double width = textWidth(style.small, text) + ChartStyle::kPad;
    const bool right = margin + width < canvas.area.right();
    drawText(painter, style.small, style.accent,
             {right ? margin + ChartStyle::kHalfPad : margin - width, canvas.area.top(), width, line},
             right ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter, text);
}

void LossInterval::drawTicks(const Canvas& canvas, const Axis& axis) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double line = lineHeight(style.small);
    const double bottom = axis.plot.bottom();
    painter.setPen(style.grid);
    painter.drawLine(QPointF(axis.plot.left(), bottom), QPointF(axis.plot.right(), bottom));
    constexpr int kMostTicks = 6;
    constexpr double kHalfLabel = 48;
    for (const double value : niceTicks(axis.begin, axis.end, kMostTicks)) {
        const double x = std::round(axis.x(value)) + 0.5;
        painter.setPen(style.dim);
        painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + ChartStyle::kTick));
        drawText(painter, style.small, style.dim,
                 {x - kHalfLabel, bottom + ChartStyle::kTick, 2 * kHalfLabel, line}, Qt::AlignCenter,
                 value == 0 ? QStringLiteral("0") : QString::number(value, 'g', 3));
    }
    const QRectF words(canvas.area.left() + ChartStyle::kPad, bottom + ChartStyle::kTick + line,
                       canvas.area.width() - 2 * ChartStyle::kPad, line);
    drawText(painter, style.small, style.dim, words, Qt::AlignLeft | Qt::AlignVCenter,
             tr("\u2190 the pruned model is better"));
    drawText(painter, style.small, style.dim, words, Qt::AlignRight | Qt::AlignVCenter,
             tr("it loses %1 \u2192").arg(m_data->metric));
}

void LossInterval::drawBar(const Canvas& canvas, const Axis& axis) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const QColor colour = verdictColor(held() ? Verdict::Keep : Verdict::Drop, style.palette);
    const double y = std::round(axis.plot.center().y()) + 0.5;
    painter.setPen(QPen(colour, 2));
    painter.drawLine(QPointF(axis.x(m_data->lower), y), QPointF(axis.x(m_data->upper), y));
    for (const double bound : {m_data->lower, m_data->upper})
        painter.drawLine(QPointF(axis.x(bound), y - kCap), QPointF(axis.x(bound), y + kCap));
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(axis.x(m_data->loss), y), kDot, kDot);
    painter.setBrush(Qt::NoBrush);
    const double line = lineHeight(style.small);
    constexpr double kHalfLabel = 48;
    const auto label = [&](double value, double top) {
        const double x =
            std::clamp(axis.x(value) - kHalfLabel, axis.plot.left(), axis.plot.right() - 2 * kHalfLabel);
        drawText(painter, style.small, style.text, {x, top, 2 * kHalfLabel, line}, Qt::AlignCenter,
                 signedLossText(value));
    };
    label(m_data->loss, y - kCap - line - 2);
    label(m_data->upper, y + kCap + 2);
}

QString LossInterval::tipAt(const QPointF& /*position*/) const
{
    return m_data ? summary() : QString();
}

QString LossInterval::summary() const
{
    if (!m_data)
        return {};
    return tr("%1 lost: %2, between %3 and %4 (one-sided 95 % bounds); margin %5")
        .arg(m_data->metric, signedLossText(m_data->loss), signedLossText(m_data->lower),
             signedLossText(m_data->upper), QString::number(m_data->margin));
}

} // namespace leap::ui

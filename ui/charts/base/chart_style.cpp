// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart_style.h"

#include "ui/theme.h"

#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

QFont inPixels(const QFont& font, double factor, QFont::Weight weight)
{
    QFont sized(font);
    sized.setPixelSize(std::max(8, static_cast<int>(std::lround(QFontInfo(font).pixelSize() * factor))));
    sized.setWeight(weight);
    return sized;
}

} // namespace

ChartStyle ChartStyle::of(const QPalette& palette, const QFont& font)
{
    constexpr double kSmall = 0.86;
    ChartStyle style;
    style.palette = palette;
    style.font = inPixels(font, 1, QFont::Normal);
    style.small = inPixels(font, kSmall, QFont::Normal);
    style.strong = inPixels(font, 1, QFont::DemiBold);
    style.ground = palette.color(QPalette::Base);
    style.text = palette.color(QPalette::WindowText);
    style.dim = dimText(palette);
    style.grid = lineColor(palette);
    style.accent = palette.color(QPalette::Highlight);
    return style;
}

double textWidth(const QFont& font, const QString& text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

double lineHeight(const QFont& font)
{
    return QFontMetricsF(font).height();
}

void drawText(QPainter& painter, const QFont& font, const QColor& colour, const QRectF& box,
              Qt::Alignment alignment, const QString& text)
{
    painter.setFont(font);
    painter.setPen(colour);
    const QString fitting = QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width() + 0.5);
    painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine, fitting);
}

void drawHatching(QPainter& painter, const QRectF& rect, const QColor& colour, bool crossed)
{
    constexpr double kSpacing = 6;
    painter.setPen(QPen(colour, 1));
    // Counted from the origin, so that neighbouring hatchings join. Clipped by hand, because SVG export has
    // no clipping.
    const auto first = static_cast<int>(std::floor((rect.left() - rect.height()) / kSpacing));
    for (int line = first; line * kSpacing < rect.right(); ++line) {
        const double foot = line * kSpacing;
        const double rise = std::min(rect.height(), rect.right() - foot);
        const double start = std::max(0.0, rect.left() - foot);
        if (rise <= start)
            continue;
        painter.drawLine(QPointF(foot + start, rect.bottom() - start),
                         QPointF(foot + rise, rect.bottom() - rise));
        if (crossed)
            painter.drawLine(QPointF(foot + start, rect.top() + start),
                             QPointF(foot + rise, rect.top() + rise));
    }
}

QRectF onGrid(const QRectF& rect)
{
    const double left = std::round(rect.left()), top = std::round(rect.top());
    return {left, top, std::round(rect.right()) - left, std::round(rect.bottom()) - top};
}

} // namespace leap::ui

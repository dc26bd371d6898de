// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QPalette>
#include <QRectF>
#include <QString>

namespace leap::ui {

/// Fonts, colours and distances of all charts. Fonts are in pixels, so that charts keep their proportions on
/// every device.
struct ChartStyle {
    QPalette palette;
    QFont font; ///< names and values
    QFont small; ///< axes and notes
    QFont strong; ///< titles and selected names
    QColor ground; ///< of a plot
    QColor text;
    QColor dim; ///< axes and notes
    QColor grid;
    QColor accent; ///< selection, cursor, threshold

    static ChartStyle of(const QPalette& palette, const QFont& font);

    static constexpr double kPad = 8; ///< between parts
    static constexpr double kHalfPad = 4;
    static constexpr double kTick = 4; ///< length
    static constexpr double kSwatch = 8; ///< a field's colour next to its name
};

/// What a chart is drawn on.
struct Canvas {
    QPainter& painter;
    QRectF area;
    ChartStyle style;
    bool onPaper = false; ///< an export: no hover, no focus
};

[[nodiscard]] double textWidth(const QFont& font, const QString& text);
[[nodiscard]] double lineHeight(const QFont& font);
/// Draws one line in `box`, elided at its end if it does not fit.
void drawText(QPainter& painter, const QFont& font, const QColor& colour, const QRectF& box,
              Qt::Alignment alignment, const QString& text);
/// Hatches `rect` with slanted lines, crossed if `crossed`. Uses lines, not a brush, so that it looks the
/// same on every device.
void drawHatching(QPainter& painter, const QRectF& rect, const QColor& colour, bool crossed);
/// Snaps to the pixel grid, for sharp lines and rectangles.
[[nodiscard]] QRectF onGrid(const QRectF& rect);

} // namespace leap::ui

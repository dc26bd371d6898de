// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QPalette>
#include <QRectF>
#include <QString>

namespace leap::ui {

/// Fonts, colours and distances that all charts share. Fonts are in pixels, so that a chart keeps its
/// proportions on every device.
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
    static constexpr double kSwatch = 8; ///< a field's colour beside its name
};

/// What a chart is drawn onto.
struct Canvas {
    QPainter& painter;
    QRectF area;
    ChartStyle style;
    bool onPaper = false; ///< an export: no hover, no focus
};

[[nodiscard]] double textWidth(const QFont& font, const QString& text);
[[nodiscard]] double lineHeight(const QFont& font);
/// One line in `box`, elided at its end where it does not fit.
void drawText(QPainter& painter, const QFont& font, const QColor& colour, const QRectF& box,
              Qt::Alignment alignment, const QString& text);
/// Slanted lines over `rect`, both ways if `crossed`: lines, not a brush, so that they look the same on every
/// device.
void drawHatching(QPainter& painter, const QRectF& rect, const QColor& colour, bool crossed);
/// Moves to the pixel grid, for lines and rectangles that must stay sharp.
[[nodiscard]] QRectF onGrid(const QRectF& rect);

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QPen>
#include <QVector>

namespace leap::ui {

/// Number of colours in the cycle of field colours.
inline constexpr int kFieldColours = 8;

/// The colour of a field, by its index in the schema: the same in every chart. The cycle maximises the
/// smallest distance under normal, red-blind and green-blind vision; each colour has a contrast of at least 3
/// : 1 to the background.
[[nodiscard]] QColor fieldColour(int field, const QPalette& palette);
/// Dashes in pixels, by which fields of the same colour differ; empty = solid.
[[nodiscard]] QVector<qreal> fieldDashes(int field);
/// Colour and dashes; `width` 0 = the thinnest line of the device.
[[nodiscard]] QPen fieldPen(int field, const QPalette& palette, double width);
/// Black or white, whichever is easier to read on `ground`.
[[nodiscard]] QColor textOn(const QColor& ground);
/// Mixes `share` of b into a.
[[nodiscard]] QColor blended(const QColor& a, const QColor& b, double share);
/// WCAG contrast ratio, 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace leap::ui

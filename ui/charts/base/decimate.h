// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QVector>

namespace leap::ui {

/// Thins a line for a plot of `columns` pixels: the lowest and the highest point of each pixel column, in
/// their order, so that no spike is lost, and the first and the last point in view. Lines that continue
/// beyond the view are cut at its border (an SVG could not clip them). Points with a value that is not finite
/// are left out.
/// @param points ascending in x
/// @return at most 2 x columns + 4 points, all within [from, to]
[[nodiscard]] QVector<QPointF> decimated(const QVector<QPointF>& points, double from, double to, int columns);

} // namespace leap::ui

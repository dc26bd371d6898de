// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

namespace leap::ui {

/// Dots of one size on a line, stacked upwards where they would overlap. Positions are in pixels.
struct DotStack {
    struct Dot {
        int index = 0; ///< into the values
        double x = 0; ///< exact, not shifted
        double rise = 0; ///< height of the centre above that of the lowest dots
    };
    /// Dots too dense to be told apart.
    struct Crowd {
        double x = 0; ///< of the highest dot
        int count = 0;
    };
    QVector<Dot> dots; ///< by rising x; NaN is left out
    QVector<Crowd> crowds;
};

/// @param values 0 .. 1, laid out from `left` over `width`
/// @param height from the lowest centre to the highest; higher stacks are compressed
[[nodiscard]] DotStack stackDots(const QVector<double>& values, double left, double width, double radius,
                                 double height);

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

namespace leap::ui {

/// Dots of one size on a line, stacked upwards where they would overlap. Places in pixels.
struct DotStack {
    struct Dot {
        int index = 0; ///< into the values
        double x = 0; ///< exact, never shifted
        double rise = 0; ///< of the centre above the lowest dots' centres
    };
    /// Dots so dense that they can no longer be told apart.
    struct Crowd {
        double x = 0; ///< of the highest dot
        int count = 0;
    };
    QVector<Dot> dots; ///< by rising x; NaN is left out
    QVector<Crowd> crowds;
};

/// @param values 0 .. 1, laid out from `left` over `width`
/// @param height from the lowest centre to the highest; fuller stacks are pressed together
[[nodiscard]] DotStack stackDots(const QVector<double>& values, double left, double width, double radius,
                                 double height);

} // namespace leap::ui

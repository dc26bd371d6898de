// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace leap::ui {

/// Colours for values in 0..1: core's ramp (core/base/colour_ramp.h) as Qt's colours.
class ColourMap {
public:
    static constexpr int kLevels = 256;
    [[nodiscard]] static const std::array<QRgb, kLevels>& table();
    /// The colour of a value; values outside 0..1 are clamped.
    [[nodiscard]] static QRgb at(double value);
    /// Index into the table; -1 for NaN.
    [[nodiscard]] static int level(double value);
};

} // namespace leap::ui

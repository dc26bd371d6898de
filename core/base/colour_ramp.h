// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace leap {

inline constexpr int kRampLevels = 256;

/// Colours 0xRRGGBB for values from 0 to 1: lightness rises evenly from a dark violet over blue and green to
/// a light yellow, so that the order survives colour blindness and grey printing. Computed in OKLab (B.
/// Ottosson, 2020, https://bottosson.github.io/posts/oklab), with as much chroma as sRGB allows.
[[nodiscard]] const std::array<uint32_t, kRampLevels>& colourRamp();
/// Index into the ramp; values outside 0..1 are clamped; -1 for NaN.
[[nodiscard]] int rampLevel(double value);

} // namespace leap

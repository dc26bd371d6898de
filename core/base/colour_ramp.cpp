// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/colour_ramp.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leap {
namespace {

using LinearRgb = std::array<double, 3>;

struct Knot {
    double lightness;
    double chroma;
    double hue; ///< degrees
};
constexpr std::array kKnots{Knot{0.28, 0.10, 308}, Knot{0.4425, 0.11, 268}, Knot{0.605, 0.09, 200},
                            Knot{0.7675, 0.13, 146}, Knot{0.93, 0.13, 102}};

LinearRgb fromOklab(double lightness, double a, double b)
{
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool fits(const LinearRgb& rgb)
{
    return std::all_of(rgb.begin(), rgb.end(), [](double part) { return part >= 0 && part <= 1; });
}

uint32_t byteOf(double part)
{
    const double gamma = part <= 0.0031308 ? 12.92 * part : 1.055 * std::pow(part, 1 / 2.4) - 0.055;
    return static_cast<uint32_t>(std::lround(std::clamp(gamma, 0.0, 1.0) * 255));
}

uint32_t packed(const LinearRgb& rgb)
{
    return byteOf(rgb[0]) << 16U | byteOf(rgb[1]) << 8U | byteOf(rgb[2]);
}

uint32_t colourOf(const Knot& knot)
{
    const double angle = knot.hue * std::numbers::pi / 180;
    constexpr double kChromaStep = 0.002;
    for (int step = 0; step * kChromaStep < knot.chroma; ++step) {
        const double chroma = knot.chroma - step * kChromaStep;
        const LinearRgb rgb = fromOklab(knot.lightness, chroma * std::cos(angle), chroma * std::sin(angle));
        if (fits(rgb))
            return packed(rgb);
    }
    const LinearRgb grey = fromOklab(knot.lightness, 0, 0);
    return packed(grey);
}

std::array<uint32_t, kRampLevels> makeRamp()
{
    std::array<uint32_t, kRampLevels> table{};
    for (size_t level = 0; level < table.size(); ++level) {
        const double place = static_cast<double>(level) / (kRampLevels - 1) * (kKnots.size() - 1);
        const size_t from = std::min(static_cast<size_t>(place), kKnots.size() - 2);
        const double share = place - static_cast<double>(from);
        const Knot &a = kKnots[from], &b = kKnots[from + 1];
        table[level] = colourOf({std::lerp(a.lightness, b.lightness, share),
                                 std::lerp(a.chroma, b.chroma, share), std::lerp(a.hue, b.hue, share)});
    }
    return table;
}

} // namespace

const std::array<uint32_t, kRampLevels>& colourRamp()
{
    static const std::array<uint32_t, kRampLevels> kRamp = makeRamp();
    return kRamp;
}

int rampLevel(double value)
{
    if (std::isnan(value))
        return -1;
    return static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * (kRampLevels - 1)));
}

} // namespace leap

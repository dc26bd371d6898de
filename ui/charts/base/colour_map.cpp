// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/colour_map.h"

#include "core/base/colour_ramp.h"

#include <algorithm>

namespace leap::ui {
namespace {

std::array<QRgb, ColourMap::kLevels> makeTable()
{
    static_assert(ColourMap::kLevels == kRampLevels);
    constexpr QRgb kOpaque = 0xff000000U;
    std::array<QRgb, ColourMap::kLevels> table{};
    std::transform(colourRamp().begin(), colourRamp().end(), table.begin(),
                   [](uint32_t colour) { return kOpaque | colour; });
    return table;
}

} // namespace

const std::array<QRgb, ColourMap::kLevels>& ColourMap::table()
{
    static const std::array<QRgb, kLevels> kTable = makeTable();
    return kTable;
}

int ColourMap::level(double value)
{
    return rampLevel(value);
}

QRgb ColourMap::at(double value)
{
    return table()[static_cast<size_t>(std::max(level(value), 0))];
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/planted_data.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

namespace leap::test {
namespace {

/// Effects of `values` categories: standard normal, by a stream of their own.
float effect(const char* column, uint64_t value)
{
    return RandomStream(streamKey(7, column)).normalAt(value);
}

/// Which eighth of the standard normal distribution z lies in.
int octile(float z)
{
    constexpr std::array<float, 7> kBorders{-1.1503F, -0.6745F, -0.3186F, 0.0F, 0.3186F, 0.6745F, 1.1503F};
    return static_cast<int>(std::upper_bound(kBorders.begin(), kBorders.end(), z) - kBorders.begin());
}

/// Mean of z within each octile, so that a category's effect is as strong as the scalar's.
constexpr std::array<float, 8> kOctileMean{-1.647F, -0.889F, -0.491F, -0.157F,
                                           0.157F,  0.491F,  0.889F,  1.647F};

} // namespace

void writePlantedCsv(const std::filesystem::path& path, int64_t rows, uint64_t seed)
{
    std::ofstream out(path);
    out << "y,strong_a,strong_b,numeric,category,twin_1,twin_2,sparse,noise_2,noise_50,noise_500,noise_20000,"
           "constant\n";
    for (int64_t row = 0; row < rows; ++row) {
        RandomStream draw(streamKey(seed, "planted", static_cast<uint64_t>(row)));
        const auto a = draw.nextBelow(20), b = draw.nextBelow(50), twin = draw.nextBelow(30);
        const uint64_t sparse = draw.nextBelow(100) == 0 ? 1 + draw.nextBelow(2) : 0;
        const RandomStream normal(streamKey(seed, "planted/normal", static_cast<uint64_t>(row)));
        const float z = normal.normalAt(0), octileOf = normal.normalAt(1);
        const int category = octile(octileOf);
        const float logit = effect("a", a) + effect("b", b) + effect("twin", twin) + 1.2F * z
            + 1.2F * kOctileMean[static_cast<size_t>(category)]
            + (sparse == 1       ? 5.0F
                   : sparse == 2 ? -5.0F
                                 : 0.0F);
        const bool y = static_cast<double>(draw.nextBits() >> 11) * 0x1p-53 < 1 / (1 + std::exp(-logit));
        out << y << ",a" << a << ",b" << b << ',' << z << ",c" << category << ",t" << twin << ",u"
            << (twin * 7) % 30 << ",s" << sparse << ",n" << draw.nextBelow(2) << ",n" << draw.nextBelow(50)
            << ",n" << draw.nextBelow(500) << ",n" << draw.nextBelow(20000) << ",k\n";
    }
}

} // namespace leap::test

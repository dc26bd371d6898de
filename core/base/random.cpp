// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace leap {

uint64_t streamKey(uint64_t seed, std::string_view name, uint64_t a, uint64_t b)
{
    uint64_t hash = 0xCBF29CE484222325ull; // FNV-1a over the name, then every part mixed in.
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    uint64_t key = mix64(hash);
    for (const uint64_t part : {seed, a, b})
        key = mix64(key ^ mix64(part + 0x9E3779B97F4A7C15ull)) + 0xD6E8FEB86659FD93ull;
    return mix64(key);
}

float RandomStream::normalAt(uint64_t index) const
{
    const auto [even, odd] = normalPairAt(index / 2);
    return index % 2 == 0 ? even : odd;
}

std::pair<float, float> RandomStream::normalPairAt(uint64_t pair) const
{
    const double u = (static_cast<double>(bitsAt(2 * pair) >> 11) + 1.0) * 0x1p-53; // (0, 1]
    const double v = static_cast<double>(bitsAt(2 * pair + 1) >> 11) * 0x1p-53;
    const double radius = std::sqrt(-2.0 * std::log(u));
    const double angle = 2.0 * std::numbers::pi * v;
    return {static_cast<float>(radius * std::cos(angle)), static_cast<float>(radius * std::sin(angle))};
}

uint64_t RandomStream::nextBelow(uint64_t bound)
{
    __extension__ using Wide = unsigned __int128;
    const uint64_t biased = (0 - bound) % bound; // values below it would be drawn too often
    for (;;) {
        const Wide product = static_cast<Wide>(nextBits()) * bound;
        if (static_cast<uint64_t>(product) >= biased)
            return static_cast<uint64_t>(product >> 64);
    }
}

void shuffle(std::span<int64_t> values, RandomStream stream)
{
    for (size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[stream.nextBelow(i)]);
}

} // namespace leap

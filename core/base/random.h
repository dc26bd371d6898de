// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace leap {

/// SplitMix64's output function (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195): a bijection of 64
/// bits.
[[nodiscard]] constexpr uint64_t mix64(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/// Key of a named random stream. Equal (seed, name, a, b) give equal streams on every machine and thread
/// count; any difference gives an unrelated stream. `a` and `b` are free indices such as epoch or step.
[[nodiscard]] uint64_t streamKey(uint64_t seed, std::string_view name, uint64_t a = 0, uint64_t b = 0);

/// Counter-based random numbers: value i depends only on (key, i), so values can be drawn in any order.
/// SplitMix64 with the counter made explicit.
class RandomStream {
public:
    explicit constexpr RandomStream(uint64_t key)
        : m_key(key)
    {
    }

    [[nodiscard]] constexpr uint64_t bitsAt(uint64_t index) const
    {
        return mix64(m_key + (index + 1) * 0x9E3779B97F4A7C15ull);
    }
    /// Uniform in [0, 1), multiples of 2^-24.
    [[nodiscard]] constexpr float uniformAt(uint64_t index) const
    {
        return static_cast<float>(bitsAt(index) >> 40) * 0x1p-24F;
    }
    /// Standard normal (Box and Muller; the values 2k and 2k + 1 share one pair of uniforms).
    [[nodiscard]] float normalAt(uint64_t index) const;
    /// The values 2 * pair and 2 * pair + 1 of normalAt(), at half the cost.
    [[nodiscard]] std::pair<float, float> normalPairAt(uint64_t pair) const;

    /// Sequential draws from the same stream.
    constexpr uint64_t nextBits() { return bitsAt(m_next++); }
    /// Uniform integer in [0, bound), exact (Lemire 2019, doi:10.1145/3230636). `bound` > 0.
    uint64_t nextBelow(uint64_t bound);

private:
    uint64_t m_key;
    uint64_t m_next = 0;
};

/// Uniform random order of `values` (Fisher-Yates), the same on every machine.
void shuffle(std::span<int64_t> values, RandomStream stream);

} // namespace leap

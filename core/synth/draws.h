// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace leap::synth {

/// Uniform in [0, 1), multiples of 2^-53.
[[nodiscard]] constexpr double unit(uint64_t bits)
{
    return static_cast<double>(bits >> 11) * 0x1p-53;
}

/// Ranks 0 .. values - 1 by Zipf's law with exponent 1: P(rank < k) = log(1 + k) / log(1 + values), by
/// inverting the continuous law (Gray et al. 1994, doi:10.1145/191839.191886, use the same idea).
class ZipfDraw {
public:
    explicit ZipfDraw(int64_t values)
        : m_last(values - 1)
        , m_log(std::log1p(static_cast<double>(values)))
    {
    }
    [[nodiscard]] int64_t operator()(uint64_t bits) const
    {
        const auto rank = static_cast<int64_t>(std::exp(unit(bits) * m_log)) - 1;
        return std::min(rank, m_last); // exp() may round up to values + 1
    }

private:
    int64_t m_last;
    double m_log;
};

/// Ranks 0 .. values - 1, equally often (to within values / 2^53).
[[nodiscard]] inline int64_t evenDraw(uint64_t bits, int64_t values)
{
    return static_cast<int64_t>(unit(bits) * static_cast<double>(values));
}

/// A nearly normal number (the sum of four uniforms) of mean 0 and variance 1, within +-3.5. It is the worth
/// of a category and must be cheap: it is drawn a hundred million times.
[[nodiscard]] constexpr float worth(uint64_t bits)
{
    const auto sum =
        static_cast<int32_t>((bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48));
    return static_cast<float>(sum - 2 * 0xFFFF) * (1.7320508F / 65536);
}

/// A bijection of 32 bits (the finaliser of MurmurHash3), so that no two ranks get the same code.
[[nodiscard]] constexpr uint32_t scrambled(uint32_t value)
{
    value = (value ^ (value >> 16)) * 0x85EBCA6BU;
    value = (value ^ (value >> 13)) * 0xC2B2AE35U;
    return value ^ (value >> 16);
}

} // namespace leap::synth

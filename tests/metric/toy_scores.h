// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

/// Scores of two models with many ties, from a generator that any language writes in one line, so that
/// figures from other programs can be had for the same rows.
namespace leap::toy {

/// x <- (1103515245 x + 12345) mod 2^31; the values (x >> 8) mod 1000.
inline std::vector<int> numbers(int count, uint64_t seed)
{
    std::vector<int> values;
    for (int i = 0; i < count; ++i) {
        seed = (1103515245 * seed + 12345) % 2147483648ULL;
        values.push_back(static_cast<int>((seed >> 8) % 1000));
    }
    return values;
}

struct Rows {
    std::vector<float> first, second, label;
};

inline Rows rows(int count = 60)
{
    const auto a = numbers(count, 1), b = numbers(count, 2), c = numbers(count, 3);
    Rows result;
    for (size_t i = 0; i < a.size(); ++i) {
        const int label = a[i] % 3 == 0 ? 1 : 0;
        result.label.push_back(static_cast<float>(label));
        result.first.push_back(static_cast<float>(b[i] % 20 + 6 * label));
        result.second.push_back(static_cast<float>(c[i] % 20 + 2 * label));
    }
    return result;
}

} // namespace leap::toy

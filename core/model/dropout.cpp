// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/dropout.h"

#include "core/base/random.h"

#include <cmath>
#include <cstddef>

namespace leap {

void fillDropoutMask(uint64_t key, double rate, std::span<float> mask, uint64_t first)
{
    const RandomStream stream(key);
    const auto dropped = static_cast<uint32_t>(std::lround(rate * 0x1p32));
    const auto kept = static_cast<float>(1 / (1 - rate));
    const auto value = [&](uint64_t bits) { return static_cast<uint32_t>(bits) < dropped ? 0.0F : kept; };
    size_t i = 0;
    if (first % 2 == 1 && !mask.empty())
        mask[i++] = value(stream.bitsAt(first / 2) >> 32);
    for (; i + 1 < mask.size(); i += 2) { // one draw serves two values
        const uint64_t bits = stream.bitsAt((first + i) / 2);
        mask[i] = value(bits);
        mask[i + 1] = value(bits >> 32);
    }
    if (i < mask.size())
        mask[i] = value(stream.bitsAt((first + i) / 2));
}

} // namespace leap

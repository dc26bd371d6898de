// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/dropout.h"

#include "core/base/random.h"

#include <cmath>
#include <cstddef>

namespace leap {

void fillDropoutMask(uint64_t key, double rate, std::span<float> mask)
{
    const RandomStream stream(key);
    const auto dropped = static_cast<uint32_t>(std::lround(rate * 0x1p32));
    const auto kept = static_cast<float>(1 / (1 - rate));
    const auto value = [&](uint32_t bits) { return bits < dropped ? 0.0F : kept; };
    for (size_t i = 0; i < mask.size(); i += 2) { // one draw serves two values
        const uint64_t bits = stream.bitsAt(i / 2);
        mask[i] = value(static_cast<uint32_t>(bits));
        if (i + 1 < mask.size())
            mask[i + 1] = value(static_cast<uint32_t>(bits >> 32));
    }
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/lookup_table.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kAhead = 4; ///< rows that are fetched from memory while one is scaled
constexpr int64_t kLineFloats = 16;

void prefetch(const float* values, int width)
{
    for (int64_t k = 0; k < width; k += kLineFloats)
        __builtin_prefetch(values + k);
}

} // namespace

void Lookup::read(const int32_t* ids, int64_t idStride, int64_t rows, float* x, int64_t stride) const
{
    const auto at = [this](int64_t id) { return table->values.data() + (id - 1) * table->width + begin; };
    for (int64_t row = 0; row < rows; ++row) {
        if (row + kAhead < rows)
            if (const int64_t id = ids[(row + kAhead) * idStride]; id != 0)
                prefetch(at(id), width);
        const int64_t id = ids[row * idStride];
        if (id == 0)
            std::fill_n(x + row * stride, width, 0.0F);
        else
            scaling.apply(at(id), static_cast<size_t>(width), x + row * stride);
    }
}

} // namespace leap

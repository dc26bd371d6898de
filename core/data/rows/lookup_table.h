// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/element_scaling.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// Given vectors, in memory once for all inputs that name them. Immutable.
struct LookupTable {
    int64_t rows = 0;
    int64_t width = 0;
    std::vector<float> values; ///< [rows, width], row-major; NaN = missing
};

/// What a Pretrained input reads: some elements of a table's rows, brought to scale. Immutable. An id r > 0
/// means the table's row r - 1; the id 0 (no id, or one that the table does not have) reads zeros.
struct Lookup {
    std::shared_ptr<const LookupTable> table;
    int begin = 0; ///< first element
    int width = 0;
    ElementScaling scaling;

    /// x [rows, stride]: `width` columns of each row are written.
    void read(const int32_t* ids, int64_t idStride, int64_t rows, float* x, int64_t stride) const;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap::bench {

/// What is timed: fields, their widths and vocabularies, and the rows of a batch.
struct Shape {
    std::string name;
    std::vector<int64_t> widths;
    std::vector<int64_t> vocabularies;
    int64_t batch = 256;
    [[nodiscard]] int64_t columns() const;
};

/// ml1m, flights, criteo, industrial, or FIELDSxWIDTH@BATCH such as 39x8@4096.
/// @throws InputError naming the known shapes
[[nodiscard]] Shape shapeOf(const std::string& name);

} // namespace leap::bench

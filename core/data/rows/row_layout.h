// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/lookup_table.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// Where one input's values lie in a Batch and where its columns lie in the concatenated row.
struct InputSlot {
    enum class Storage {
        Id, ///< Batch::ids column `index`
        Bag, ///< Batch::bags[index]
        Dense, ///< Batch::dense columns [index, index + width)
        Lookup, ///< Batch::ids column `index`, through `lookup`
    };
    Storage storage = Storage::Id;
    int index = 0;
    int64_t start = 0; ///< first column in the concatenated row
    int width = 0;
    /// Id, Bag: number of ids (0 = unknown value, 1 = missing, then the values); Lookup: 1 + the table's
    /// rows; Dense: 0
    int64_t vocabulary = 0;
    std::string name;
    std::shared_ptr<const Lookup> lookup = nullptr; ///< Lookup: the given vectors; nothing learns in them
};

/// The map from a Batch to the concatenated row [B, D]. Inputs are in the order of their columns; the fields'
/// ranges tile [0, D).
struct RowLayout {
    std::vector<InputSlot> inputs;
    std::vector<int64_t> ranges; ///< [F + 1]
    int idColumns = 0;
    int bagColumns = 0;
    int denseColumns = 0;
    [[nodiscard]] int64_t fields() const { return static_cast<int64_t>(ranges.size()) - 1; }
    [[nodiscard]] int64_t columns() const { return ranges.back(); }
};

/// The field whose range has this column of the concatenated row.
[[nodiscard]] inline int64_t fieldOfColumn(const RowLayout& layout, int64_t column)
{
    const auto above = std::upper_bound(layout.ranges.begin(), layout.ranges.end(), column);
    return static_cast<int64_t>(above - layout.ranges.begin()) - 1;
}

} // namespace leap

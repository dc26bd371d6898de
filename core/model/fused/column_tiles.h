// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace leap {

/// Neighbouring fields that are worked off together.
struct ColumnTile {
    int64_t firstField;
    int64_t fields;
    int64_t firstColumn; ///< a multiple of tower::kPad, at or before the first field
    int64_t columns; ///< the same, up to or after the last field
    std::vector<int64_t> ranges; ///< [fields + 1], from firstColumn
    /// The columns of its fields: [begin(), end()).
    [[nodiscard]] int64_t begin() const { return firstColumn + ranges.front(); }
    [[nodiscard]] int64_t end() const { return firstColumn + ranges.back(); }
};

/// Tiles of whole fields, each of at most `mostColumns` columns or of one field.
[[nodiscard]] std::vector<ColumnTile> columnTiles(const std::vector<int64_t>& ranges, int64_t mostColumns);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/column_tiles.h"

#include "core/model/fused/tower_kernels.h"

#include <cstddef>
#include <utility>

namespace leap {

std::vector<ColumnTile> columnTiles(const std::vector<int64_t>& ranges, int64_t mostColumns)
{
    std::vector<ColumnTile> tiles;
    for (size_t first = 0; first + 1 < ranges.size();) {
        size_t last = first + 1;
        while (last + 1 < ranges.size() && ranges[last + 1] - ranges[first] <= mostColumns)
            ++last;
        const int64_t start = ranges[first] / tower::kPad * tower::kPad;
        ColumnTile tile{static_cast<int64_t>(first),
                        static_cast<int64_t>(last - first),
                        start,
                        tower::padded(ranges[last] - start),
                        {}};
        for (size_t field = first; field <= last; ++field)
            tile.ranges.push_back(ranges[field] - start);
        tiles.push_back(std::move(tile));
        first = last;
    }
    return tiles;
}

} // namespace leap

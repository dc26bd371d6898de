// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/schema.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leap {

/// A stretch of columns that belongs to a field.
struct RowBand {
    size_t field = 0;
    int64_t start = 0;
    int64_t end = 0;
    bool operator==(const RowBand&) const = default;
};

/// The concatenated row as a ruler draws it: as the model sees it, but with every matrix column laid out
/// whole at the place of its first slice, so that columns read by no field, or by two, show as gaps and
/// overlaps. Without faults it is the concatenated row itself (slices in the matrix's order).
struct RowBands {
    std::vector<RowBand> bands; ///< by field, then by input; a field's adjacent inputs share one
    int64_t columns = 0;
    bool operator==(const RowBands&) const = default;
};

/// @param report null: a matrix is as wide as its slices reach
[[nodiscard]] RowBands rowBands(const Schema& schema, const InspectReport* report);

/// Columns of a matrix or list column; 0 = not known.
[[nodiscard]] int matrixWidth(const InspectReport* report, const std::string& column);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"

#include <cstdint>
#include <span>

namespace leap {

/// Gives every row the field's values of another row, all of the field's inputs together: row b of the result
/// holds those of row from[b] of `original`. The other fields stay. A vector may be cut into several fields;
/// ids belong to one.
/// @param from [rows] @param shuffled a copy of `original`, in which the field's values are overwritten
void shuffleField(const Batch& original, const RowLayout& layout, int64_t field,
                  std::span<const int64_t> from, Batch& shuffled);

/// Row b of `to` is row rows[b] of `from`. @param to another bag than `from`
void shuffleBag(const BagColumn& from, std::span<const int64_t> rows, BagColumn& to);

/// Rows [begin, begin + count) of a batch.
void cutBatch(const Batch& from, const RowLayout& layout, int64_t begin, int64_t count, Batch& to);

} // namespace leap

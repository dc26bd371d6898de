// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_store.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// Where a store keeps a row.
struct RowPlace {
    Part part = Part::Train;
    int64_t place = 0;
    bool operator==(const RowPlace&) const = default;
};
/// Rows of each part, in the order in which they are kept.
using DealtPlaces = std::array<std::vector<RowPlace>, kParts>;

/// The rows of a store, dealt to its parts anew; only places are kept. Row i of a part is the row
/// places[part][i] of `whole`; rows that are named nowhere are left out, rows named twice are there twice. A
/// store that is read from disk by block would be read row by row: see RowStore::shuffleWindow().
[[nodiscard]] std::shared_ptr<const RowStore> makeDealtRows(std::shared_ptr<const RowStore> whole,
                                                            DealtPlaces places);

} // namespace leap

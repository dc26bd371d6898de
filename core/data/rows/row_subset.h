// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_store.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace leap {

/// Places of rows within their part; nothing: all of them.
using PartPlaces = std::array<std::optional<std::vector<int64_t>>, kParts>;

/// Some rows of a store, seen through it: only their places are kept. Row i of a part is row places[i] of the
/// same part of `whole`. A store that is read from disk by block would be read row by row: see
/// RowStore::shuffleWindow().
[[nodiscard]] std::shared_ptr<const RowStore> makeRowSubset(std::shared_ptr<const RowStore> whole,
                                                            PartPlaces places);

} // namespace leap

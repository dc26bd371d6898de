// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_store.h"
#include "core/data/rows/store_file.h"

#include <cstdint>
#include <memory>

namespace leap {

/// A store that is read by block, for openStore() and tests. Private to core/data.
/// @param window blocks that a shuffle mixes; 0 = as many as take about 64 MiB
[[nodiscard]] std::shared_ptr<const RowStore> makeDiskStore(std::shared_ptr<const StoreFile> file,
                                                            int64_t window = 0);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/source_data.h"
#include "core/data/rows/dataset.h"
#include "core/data/schema/split_rule.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace leap {

/// Where the rows of a dataset go. Private to core/data.
struct RowPlace {
    std::optional<std::filesystem::path> store; ///< kept in this file; otherwise gone with the dataset
    int64_t memoryBytes = 0; ///< rows that take more are read from disk
    std::filesystem::path folder; ///< for a file of rows that nobody keeps
    int threads = 1;
};

/// Encodes a table by a schema; the same rows wherever they go. An interrupted encoding leaves no store.
/// @throws InputError, FailureError (no space ...), Cancelled
[[nodiscard]] std::shared_ptr<Dataset> encodeTable(const SourceData& data, const Schema& schema,
                                                   const SplitRule& split, uint64_t seed,
                                                   const RowPlace& place, Progress& progress);

} // namespace leap

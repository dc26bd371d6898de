// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/rows/dataset.h"
#include "core/data/rows/matrix_store.h"
#include "core/data/schema/options.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace leap {

/// What belongs to a dataset but lies in separate files: a store says where, and it is read again when the
/// store is opened. Private to core/data, as is all of this file.

/// Paths of the tables that a schema names, each once. @param folder where relative paths start
[[nodiscard]] std::vector<std::filesystem::path> tablePaths(const Schema& schema,
                                                            const std::filesystem::path& folder);
/// Gives the lookups of a dataset's layout their tables. @throws InputError, also when a table has changed
void readTables(Dataset& dataset, const std::filesystem::path& folder, Progress& progress);
/// Gives the slices their matrices: in memory or left in the files, as for a table that is read again.
/// @param memoryBytes matrices that take more stay in the files
/// @throws InputError, also when a matrix has changed
void readMatrices(std::vector<MatrixSlice>& slices, const std::vector<std::filesystem::path>& files,
                  const ReadOptions& options, int64_t memoryBytes, Progress& progress);

} // namespace leap

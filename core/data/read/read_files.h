// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/source_data.h"
#include "core/data/schema/options.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// Files and folders as one table, in the order given, with the columns that the names of folders give.
/// Private to core/data, as is all of this file.
/// @param memoryBytes matrices that take more stay in the files @param area where columns go
/// @throws InputError, FailureError (no space on disk), Cancelled
[[nodiscard]] SourceData readFiles(const std::vector<std::filesystem::path>& paths,
                                   const ReadOptions& options, int64_t memoryBytes,
                                   const std::shared_ptr<SpillArea>& area, Progress& progress);

/// Some columns of the files that are matrices, each read or left in the files as readFiles() does; nothing
/// else is read. @throws as readFiles()
[[nodiscard]] std::vector<Column> readMatrixColumns(const std::vector<std::filesystem::path>& paths,
                                                    const ReadOptions& options, int64_t memoryBytes,
                                                    const std::vector<std::string>& names,
                                                    Progress& progress);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/schema/options.h"
#include "core/data/source_table.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace leap {

/// Reads all files into one table, in the order given; a folder stands for the tables below it, in the byte
/// order of their names, and the folders key=value on the way become columns (data_files.h). Formats are told
/// by content (file_format.h). With the cache, files are read when they are first needed.
/// @throws InputError (empty file, truncated .gz, no table, too many bad rows ...), FailureError (no space on
/// disk), Cancelled.
[[nodiscard]] std::shared_ptr<const SourceTable> loadTable(const std::vector<std::filesystem::path>& files,
                                                           const ReadOptions& options, Progress& progress,
                                                           const LoadOptions& load = {});

} // namespace leap

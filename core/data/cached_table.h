// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options.h"
#include "core/data/source_table.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace leap {

/// The table of files that is read when it is first needed; what was made of the same files before, in the
/// same way, comes from the cache. Private to core/data. @throws as loadTable()
[[nodiscard]] std::shared_ptr<const SourceTable> openCached(const std::vector<std::filesystem::path>& files,
                                                            const ReadOptions& options,
                                                            const LoadOptions& load, Progress& progress);

} // namespace leap

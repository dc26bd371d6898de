// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/load.h"

#include "core/data/cached_table.h"
#include "core/data/data_cache.h"
#include "core/data/memory_table.h"

namespace leap {

std::shared_ptr<const SourceTable> loadTable(const std::vector<std::filesystem::path>& files,
                                             const ReadOptions& options, Progress& progress,
                                             const LoadOptions& load)
{
    const bool known = !options.followLinks; // whether other files are the same, the cache does not know
    if (load.cache && known && DataCache::defaultCap() > 0)
        return openCached(files, options, load, progress);
    return readTable(files, options, load, progress);
}

} // namespace leap

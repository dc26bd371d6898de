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
    // The rows set aside are known only to who reads them, and whether linked files are the same, the cache
    // does not know.
    const bool known = options.rejected.empty() && !options.followLinks;
    if (load.cache && known && DataCache::defaultCap() > 0)
        return openCached(files, options, load, progress);
    return readTable(files, options, load, progress);
}

} // namespace leap

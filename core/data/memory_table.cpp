// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/memory_table.h"

#include "core/base/memory_limit.h"
#include "core/data/data_cache.h"
#include "core/data/inspect/inspect_table.h"
#include "core/data/read/read_files.h"

#include <algorithm>

namespace leap {

/// Training may follow: freed memory of wide dictionaries goes back to the system first.
MemoryTable::~MemoryTable()
{
    m_data = {};
    returnFreedMemory();
}

InspectReport MemoryTable::inspect(const LabelRule& label, Progress& progress) const
{
    return inspectTable(m_data, label, progress);
}

std::shared_ptr<const Dataset> MemoryTable::encode(const Schema& schema, const SplitRule& split,
                                                   uint64_t seed, Progress& progress) const
{
    return encodeTable(m_data, schema, split, seed, m_place, progress);
}

std::shared_ptr<Dataset> MemoryTable::encode(const Schema& schema, const SplitRule& split, uint64_t seed,
                                             const std::filesystem::path& store, Progress& progress) const
{
    RowPlace place = m_place;
    place.store = store;
    return encodeTable(m_data, schema, split, seed, place, progress);
}

std::shared_ptr<const MemoryTable> readTable(const std::vector<std::filesystem::path>& files,
                                             const ReadOptions& options, const LoadOptions& load,
                                             Progress& progress)
{
    constexpr int64_t kColumnBytes = 512 << 20; // of columns in memory at most: on disk they cost little more
    RowPlace place = placeFor(options, load);
    const auto area =
        std::make_shared<SpillArea>(std::min(kColumnBytes, place.memoryBytes / 4), place.folder);
    SourceData data = readFiles(files, options, place.memoryBytes, area, progress);
    return std::make_shared<MemoryTable>(std::move(data), std::move(place));
}

RowPlace placeFor(const ReadOptions& options, const LoadOptions& load)
{
    constexpr int64_t kDivisor = 8; // of the machine's memory
    RowPlace place;
    place.memoryBytes = load.memoryBytes > 0 ? load.memoryBytes : memoryLimit() / kDivisor;
    place.folder = DataCache::defaultFolder().parent_path() / "temporary";
    place.threads = threadsFor(options);
    return place;
}

} // namespace leap

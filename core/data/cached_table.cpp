// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cached_table.h"

#include "core/base/error.h"
#include "core/data/cached_table_record.h"
#include "core/data/data_cache.h"
#include "core/data/encode/stored_parts.h"
#include "core/data/inspect/report_record.h"
#include "core/data/memory_table.h"
#include "core/data/read/data_files.h"
#include "core/data/rows/open_store.h"
#include "core/data/rows/store_file.h"

#include <algorithm>
#include <mutex>

namespace leap {
namespace {

/// @throws InputError when a file is not there
FileStamps stampOf(const std::vector<std::filesystem::path>& files)
{
    FileStamps stamps;
    for (const std::filesystem::path& file : files) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        const auto time =
            error ? std::filesystem::file_time_type() : std::filesystem::last_write_time(file, error);
        if (error)
            throw InputError(file.string() + ": cannot be read: " + error.message() + ".");
        stamps.push_back({std::filesystem::absolute(file).lexically_normal().string(), size,
                          time.time_since_epoch().count()});
    }
    return stamps;
}

/// Of all files that are meant.
FileStamps stampOfData(const std::vector<std::filesystem::path>& paths)
{
    std::vector<std::filesystem::path> files;
    for (const DataFile& found : listDataFiles(paths).files)
        files.push_back(found.path);
    return stampOf(files);
}

TableKey keyOf(FileStamps files, ReadOptions reading)
{
    reading.threads = 0; // nothing that is read depends on it
    return {std::move(files), std::move(reading)};
}

/// What the cache has under a key; nothing where that is of another version of the program.
template <typename Kept, typename Key> std::optional<Kept> findIn(const DataCache& cache, const Key& key)
{
    const auto kept = cache.find(toJson(key));
    if (!kept)
        return std::nullopt;
    try {
        return fromJson<Kept>(*kept, cache.folder().string());
    } catch (const InputError&) {
        return std::nullopt;
    }
}

class CachedTable : public SourceTable {
public:
    CachedTable(std::vector<std::filesystem::path> files, const ReadOptions& options, const LoadOptions& load)
        : m_files(std::move(files))
        , m_folder(listDataFiles(m_files).folder)
        , m_options(options)
        , m_load(load)
        , m_place(placeFor(options, load))
        , m_key(keyOf(stampOfData(m_files), options))
        , m_head(findIn<TableHead>(m_cache, m_key))
    {
    }

    /// Reads the files now, unless the cache knows them.
    void readUnlessKnown(Progress& progress) const
    {
        if (!m_head)
            (void)table(progress);
    }
    [[nodiscard]] std::vector<std::string> columnNames() const override
    {
        if (m_head)
            return m_head->columns;
        Progress silent;
        return table(silent).columnNames();
    }
    [[nodiscard]] int64_t rows() const override
    {
        if (m_head)
            return m_head->rows;
        Progress silent;
        return table(silent).rows();
    }
    [[nodiscard]] std::string partColumn() const override
    {
        if (m_head)
            return m_head->partColumn;
        Progress silent;
        return table(silent).partColumn();
    }
    [[nodiscard]] InspectReport inspect(const LabelRule& label, Progress& progress) const override;
    [[nodiscard]] std::shared_ptr<const Dataset> encode(const Schema& schema, const SplitRule& split,
                                                        uint64_t seed, Progress& progress) const override;

private:
    [[nodiscard]] const MemoryTable& table(Progress& progress) const;
    [[nodiscard]] bool unchanged() const { return stampOfData(m_files) == m_key.files; }
    [[nodiscard]] std::shared_ptr<Dataset> fromStore(const std::filesystem::path& store,
                                                     Progress& progress) const;
    [[nodiscard]] std::shared_ptr<const Dataset> intoStore(const Schema& schema, const SplitRule& split,
                                                           uint64_t seed, const std::filesystem::path& store,
                                                           Progress& progress) const;

    std::vector<std::filesystem::path> m_files;
    std::filesystem::path m_folder; ///< where given tables are looked for
    ReadOptions m_options;
    LoadOptions m_load;
    RowPlace m_place;
    DataCache m_cache;
    TableKey m_key;
    std::optional<TableHead> m_head; ///< from the cache
    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const MemoryTable> m_table; ///< null until it is needed
};

const MemoryTable& CachedTable::table(Progress& progress) const
{
    const std::lock_guard lock(m_mutex);
    if (m_table == nullptr) {
        m_table = readTable(m_files, m_options, m_load, progress);
        if (unchanged())
            m_cache.keep(toJson(m_key),
                         toJson(TableHead{m_table->columnNames(), m_table->rows(), m_table->partColumn()}));
    }
    return *m_table;
}

InspectReport CachedTable::inspect(const LabelRule& label, Progress& progress) const
{
    const ReportKey key{m_key, label};
    if (auto kept = findIn<InspectReport>(m_cache, key))
        return *std::move(kept);
    InspectReport report = table(progress).inspect(label, progress);
    if (unchanged())
        m_cache.keep(toJson(key), toJson(report));
    return report;
}

/// Null when there is no store, or only a damaged one, which is removed.
std::shared_ptr<Dataset> CachedTable::fromStore(const std::filesystem::path& store, Progress& progress) const
{
    std::error_code error;
    if (!std::filesystem::exists(store, error))
        return nullptr;
    try {
        OpenedStore opened = openStore(store, m_place.memoryBytes, m_place.threads);
        readTables(*opened.dataset, m_folder, progress);
        readMatrices(opened.slices, m_files, m_options, m_place.memoryBytes, progress);
        opened.dataset->store = makeMatrixStore(opened.dataset->store, std::move(opened.slices));
        m_cache.touch(store);
        return opened.dataset;
    } catch (const DamagedStore&) {
        std::filesystem::remove(store, error);
    } catch (const FailureError&) { // not ours to read: as if it were not there
    } catch (const InputError&) { // a table or matrix that is not what it was: encoding says what is wrong
        std::filesystem::remove(store, error);
    }
    return nullptr;
}

std::shared_ptr<const Dataset> CachedTable::intoStore(const Schema& schema, const SplitRule& split,
                                                      uint64_t seed, const std::filesystem::path& store,
                                                      Progress& progress) const
{
    const MemoryTable& source = table(progress);
    if (!unchanged())
        return source.encode(schema, split, seed, progress);
    try {
        auto dataset = source.encode(schema, split, seed, store, progress);
        m_cache.shrink(store);
        return dataset;
    } catch (const FailureError&) { // no space, no rights: a cache is no duty
        return source.encode(schema, split, seed, progress);
    }
}

std::shared_ptr<const Dataset> CachedTable::encode(const Schema& schema, const SplitRule& split,
                                                   uint64_t seed, Progress& progress) const
{
    const auto tables = tablePaths(schema, m_folder);
    if (!std::all_of(tables.begin(), tables.end(),
                     [](const auto& path) { return std::filesystem::is_regular_file(path); }))
        return table(progress).encode(schema, split, seed, progress); // which says what is missing
    StoreKey key{m_key, schema, split, seed, stampOf(tables), std::nullopt};
    if (split.kind == SplitRule::Kind::Stream) // a matrix in memory may have any order, one in files may not
        key.memory = m_place.memoryBytes;
    const std::filesystem::path store = m_cache.storePath(toJson(key));
    if (auto dataset = fromStore(store, progress)) {
        dataset->origin = "The encoded rows come from the cache, " + store.string() + ".";
        return dataset;
    }
    auto dataset = intoStore(schema, split, seed, store, progress);
    if (key.tables != stampOf(tables)) { // changed while they were read
        std::error_code ignored;
        std::filesystem::remove(store, ignored);
    }
    return dataset;
}

} // namespace

std::shared_ptr<const SourceTable> openCached(const std::vector<std::filesystem::path>& files,
                                              const ReadOptions& options, const LoadOptions& load,
                                              Progress& progress)
{
    auto table = std::make_shared<CachedTable>(files, options, load);
    table->readUnlessKnown(progress);
    return table;
}

} // namespace leap

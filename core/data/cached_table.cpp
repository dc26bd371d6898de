// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cached_table.h"

#include "core/base/error.h"
#include "core/data/data_cache.h"
#include "core/data/encode/stored_parts.h"
#include "core/data/inspect/report_record.h"
#include "core/data/memory_table.h"
#include "core/data/read/data_files.h"
#include "core/data/rows/open_store.h"
#include "core/data/rows/store_file.h"
#include "core/data/schema/options_record.h"
#include "core/data/schema/schema_record.h"

#include <algorithm>
#include <mutex>

namespace leap {
namespace {

constexpr int kKeyVersion = 3; ///< of what the program makes of a file; a change makes old entries useless

/// Path, size and time of files: what tells that they are the same as before, without reading them.
/// @throws InputError when one is not there
Json stampOf(const std::vector<std::filesystem::path>& files)
{
    Json stamp = Json::array();
    for (const std::filesystem::path& file : files) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        const auto time =
            error ? std::filesystem::file_time_type() : std::filesystem::last_write_time(file, error);
        if (error)
            throw InputError(file.string() + ": cannot be read: " + error.message() + ".");
        stamp.push_back({{"path", std::filesystem::absolute(file).lexically_normal().string()},
                         {"size", size},
                         {"time", time.time_since_epoch().count()}});
    }
    return stamp;
}

/// Of all files that are meant.
Json stampOfData(const std::vector<std::filesystem::path>& paths)
{
    std::vector<std::filesystem::path> files;
    for (const DataFile& found : listDataFiles(paths).files)
        files.push_back(found.path);
    return stampOf(files);
}

Json keyOf(const Json& stamp, const ReadOptions& options)
{
    Json key;
    key["version"] = kKeyVersion;
    key["files"] = stamp;
    ReadOptions reading = options;
    reading.threads = 0;
    key["reading"] = toJson(reading);
    return key;
}

class CachedTable : public SourceTable {
public:
    CachedTable(std::vector<std::filesystem::path> files, const ReadOptions& options, const LoadOptions& load)
        : m_files(std::move(files))
        , m_folder(listDataFiles(m_files).folder)
        , m_options(options)
        , m_load(load)
        , m_place(placeFor(options, load))
        , m_stamp(stampOfData(m_files))
        , m_key(keyOf(m_stamp, options))
        , m_head(m_cache.find(m_key))
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
            return m_head->at("columns").get<std::vector<std::string>>();
        Progress silent;
        return table(silent).columnNames();
    }
    [[nodiscard]] int64_t rows() const override
    {
        if (m_head)
            return m_head->at("rows").get<int64_t>();
        Progress silent;
        return table(silent).rows();
    }
    [[nodiscard]] InspectReport inspect(const LabelRule& label, Progress& progress) const override;
    [[nodiscard]] std::shared_ptr<const Dataset> encode(const Schema& schema, const SplitRule& split,
                                                        uint64_t seed, Progress& progress) const override;

private:
    [[nodiscard]] const MemoryTable& table(Progress& progress) const;
    [[nodiscard]] bool unchanged() const { return stampOfData(m_files) == m_stamp; }
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
    Json m_stamp;
    Json m_key;
    std::optional<Json> m_head; ///< columns and rows, from the cache
    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const MemoryTable> m_table; ///< null until it is needed
};

const MemoryTable& CachedTable::table(Progress& progress) const
{
    const std::lock_guard lock(m_mutex);
    if (m_table == nullptr) {
        m_table = readTable(m_files, m_options, m_load, progress);
        if (unchanged())
            m_cache.keep(m_key, {{"columns", m_table->columnNames()}, {"rows", m_table->rows()}});
    }
    return *m_table;
}

InspectReport CachedTable::inspect(const LabelRule& label, Progress& progress) const
{
    Json key = m_key;
    key["report_for"] = {{"column", label.column},
                         {"kind", static_cast<int>(label.kind)},
                         {"positive", label.positive},
                         {"above", label.above}};
    if (const auto kept = m_cache.find(key)) {
        try {
            return fromJson<InspectReport>(*kept, m_cache.folder().string());
        } catch (const InputError&) { // of another version: made again
        }
    }
    InspectReport report = table(progress).inspect(label, progress);
    if (unchanged())
        m_cache.keep(key, toJson(report));
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
    Json key = m_key;
    key["schema"] = toJson(schema);
    key["split"] = splitText(split);
    key["seed"] = seed;
    if (!tables.empty())
        key["tables"] = stampOf(tables);
    if (split.kind == SplitRule::Kind::Stream) // a matrix in memory may have any order, one in files may not
        key["memory"] = m_place.memoryBytes;
    const std::filesystem::path store = m_cache.storePath(key);
    if (auto dataset = fromStore(store, progress)) {
        dataset->origin = "The encoded rows come from the cache, " + store.string() + ".";
        return dataset;
    }
    auto dataset = intoStore(schema, split, seed, store, progress);
    if (!tables.empty() && key["tables"] != stampOf(tables)) { // changed while they were read
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/memory_limit.h"
#include "core/data/data_cache.h"
#include "core/data/inspect/inspect_table.h"
#include "core/data/memory_table.h"
#include "core/data/read/data_files.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <thread>

namespace leap {
namespace {

SourceData readFiles(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                     int64_t memoryBytes, const std::shared_ptr<SpillArea>& area, Progress& progress,
                     const ReadScope& scope = {})
{
    const FileFormat format = formatOf(files.front());
    for (const auto& path : files) {
        if (formatOf(path) != format)
            throw InputError(path.string() + " and " + files.front().string()
                             + " have different formats; files read together need the same one");
    }
    switch (format) {
    case FileFormat::Text:
        return readText(files, options, area, progress);
    case FileFormat::Hdf5:
        return readHdf5(files, options, memoryBytes, area, progress, scope);
    default:
        return readArrow(files, format, options, memoryBytes, area, progress, scope);
    }
}

/// The columns that the names of folders give.
void addPartitions(const std::vector<DataFile>& files, const std::shared_ptr<SpillArea>& area,
                   SourceData& data)
{
    for (size_t key = 0; key < files.front().partition.size(); ++key) {
        Column column{files.front().partition[key].first, {}};
        for (const Column& other : data.columns) {
            if (other.name == column.name)
                throw InputError(files.front().path.string() + ": column '" + column.name
                                 + "' stands in the file and in the name of its folder");
        }
        TextValues values{TextDictionary(DictionaryLimit()), RowArray<int32_t>(area), false};
        for (size_t i = 0; i < files.size(); ++i) {
            const int32_t code = values.dictionary.add(files[i].partition[key].second);
            for (int64_t row = 0; row < data.rowsOfFile[i]; ++row)
                values.codes.push_back(code);
        }
        column.values = std::move(values);
        data.columns.push_back(std::move(column));
    }
}

SourceData readAll(const std::vector<std::filesystem::path>& paths, const ReadOptions& options,
                   int64_t memoryBytes, const std::shared_ptr<SpillArea>& area, Progress& progress)
{
    const DataFiles all = listDataFiles(paths);
    std::vector<std::filesystem::path> files;
    for (const DataFile& file : all.files)
        files.push_back(file.path);
    SourceData data = readFiles(files, options, memoryBytes, area, progress);
    addPartitions(all.files, area, data);
    finishColumns(data);
    data.folder = all.folder;
    for (size_t i = 0; i < files.size(); ++i)
        data.files[i] = all.files[i].name;
    data.warnings.insert(data.warnings.begin(), all.warnings.begin(), all.warnings.end());
    return data;
}

constexpr int64_t kColumnBytes = 512 << 20; ///< of columns in memory at most: on disk they cost little more

} // namespace

FileFormat formatOf(const std::filesystem::path& path)
{
    using namespace std::string_view_literals;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw InputError(path.string() + ": can't be opened; is it readable?");
    std::array<char, 8> bytes{};
    file.read(bytes.data(), bytes.size());
    const std::string_view head(bytes.data(), static_cast<size_t>(file.gcount()));
    if (head.empty())
        throw InputError(path.string() + ": the file is empty");
    if (head.starts_with("PAR1"sv))
        return FileFormat::Parquet;
    if (head.starts_with("ARROW1"sv))
        return FileFormat::ArrowFile;
    if (head.starts_with("\xFF\xFF\xFF\xFF"sv))
        return FileFormat::ArrowStream;
    if (head == "\x89HDF\r\n\x1a\n"sv)
        return FileFormat::Hdf5;
    return FileFormat::Text;
}

/// Training may follow: the millions of texts of wide dictionaries are not to lie beside it, freed.
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
    RowPlace place = placeFor(options, load);
    const auto area =
        std::make_shared<SpillArea>(std::min(kColumnBytes, place.memoryBytes / 4), place.folder);
    SourceData data = readAll(files, options, place.memoryBytes, area, progress);
    return std::make_shared<MemoryTable>(std::move(data), std::move(place));
}

std::vector<Column> readMatrixColumns(const std::vector<std::filesystem::path>& paths,
                                      const ReadOptions& options, const LoadOptions& load,
                                      const std::vector<std::string>& names, Progress& progress)
{
    std::vector<std::filesystem::path> files;
    for (const DataFile& file : listDataFiles(paths).files)
        files.push_back(file.path);
    const auto memory = std::make_shared<SpillArea>(std::numeric_limits<int64_t>::max(), "");
    SourceData data = readFiles(files, options, placeFor(options, load).memoryBytes, memory, progress,
                                {{names}, /*fingerprint=*/false});
    std::erase_if(data.columns,
                  [](const Column& column) { return !std::holds_alternative<MatrixValues>(column.values); });
    return std::move(data.columns);
}

bool ColumnChoice::wants(const std::string& name) const
{
    const auto lists = [&](const std::vector<std::string>& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    return (only.empty() || lists(only)) && !lists(without);
}

int threadsFor(const ReadOptions& options)
{
    return options.threads > 0 ? options.threads
                               : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

RowPlace placeFor(const ReadOptions& options, const LoadOptions& load)
{
    constexpr int64_t kShare = 8; ///< one part in so many of the memory
    RowPlace place;
    place.memoryBytes = load.memoryBytes > 0 ? load.memoryBytes : memoryLimit() / kShare;
    place.folder = DataCache::defaultFolder().parent_path() / "temporary";
    place.threads = threadsFor(options);
    return place;
}

std::shared_ptr<const SourceTable> SourceTable::open(const std::vector<std::filesystem::path>& files,
                                                     const ReadOptions& options, Progress& progress,
                                                     const LoadOptions& load)
{
    if (load.cache && DataCache::defaultCap() > 0)
        return openCached(files, options, load, progress);
    return readTable(files, options, load, progress);
}

} // namespace leap

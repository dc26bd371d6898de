// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/read_files.h"

#include "core/base/error.h"
#include "core/data/column/column_reading.h"
#include "core/data/column/time/time_rules.h"
#include "core/data/read/data_files.h"
#include "core/data/read/packed/format_inside.h"
#include "core/data/read/parts/folder_values.h"
#include "core/data/read/reading_wishes.h"
#include "core/data/read/table_reader.h"
#include "core/data/schema/name_pattern.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace leap {
namespace {

/// The format of all files. @throws InputError where they differ
FileFormat commonFormat(const std::vector<std::filesystem::path>& files)
{
    const FileFormat format = formatInside(files.front());
    for (const auto& path : files) {
        if (formatInside(path) != format)
            throw InputError(path.string() + " and " + files.front().string()
                             + " have different formats; files read together need the same one.");
    }
    return format;
}

SourceData read(const ReadJob& job, Progress& progress)
{
    const auto reader = std::find_if(kTableReaders.begin(), kTableReaders.end(),
                                     [&](const TableReader& r) { return r.format == job.format; });
    SourceData data = reader->read(job, progress);
    data.fileFormat = job.format;
    return data;
}

std::vector<std::filesystem::path> pathsOf(const DataFiles& files)
{
    std::vector<std::filesystem::path> paths;
    for (const DataFile& file : files.files)
        paths.push_back(file.path);
    return paths;
}

/// A column with one value a file.
void addColumnOfFiles(const std::string& name, const std::vector<std::string>& values,
                      const std::shared_ptr<SpillArea>& area, SourceData& data)
{
    TextValues texts{TextDictionary(DictionaryLimit()), RowArray<int32_t>(area), false};
    for (size_t i = 0; i < values.size(); ++i) {
        const int32_t code = texts.dictionary.add(values[i]);
        for (int64_t row = 0; row < data.rowsOfFile[i]; ++row)
            texts.codes.push_back(code);
    }
    data.columns.push_back({name, std::move(texts)});
}

/// The columns that the names of folders give; one that the files hold, too, must say the same.
void addPartitions(const std::vector<DataFile>& files, const std::shared_ptr<SpillArea>& area,
                   SourceData& data)
{
    for (size_t key = 0; key < files.front().partition.size(); ++key) {
        const std::string& name = files.front().partition[key].first;
        std::vector<std::string> values;
        for (const DataFile& file : files)
            values.push_back(file.partition[key].second);
        const auto same = std::find_if(data.columns.begin(), data.columns.end(),
                                       [&](const Column& column) { return column.name == name; });
        if (same == data.columns.end()) {

            addColumnOfFiles(name, values, area, data);
            data.folderColumns.push_back(name);
        } else

            requireFolderValues(*same, files, values, data.rowsOfFile);
    }
}

/// The column that keeps the parts of files that are split by their names.
void addParts(const DataFiles& files, const std::shared_ptr<SpillArea>& area, SourceData& data)
{
    data.partColumn = files.partKey;
    if (!files.partKey.empty() || files.files.front().part.empty())
        return;
    const std::vector<std::string> taken = namesOf(data);
    std::string name = "file_part";
    for (int i = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++i)
        name = "file_part_" + std::to_string(i);
    std::vector<std::string> values;
    for (const DataFile& file : files.files)
        values.push_back(file.part);
    addColumnOfFiles(name, values, area, data);
    data.partColumn = name;
}

/// The formats of times that the user gave, by column; the last rule for a column holds.
std::vector<ColumnTimes> timesOf(const std::vector<TimeRule>& rules, const SourceData& data)
{
    std::vector<ColumnTimes> times;
    for (const TimeRule& rule : rules) {
        for (const std::string& name : namesMatching({rule.column}, namesOf(data), "--text-time"))
            times.insert(times.begin(), {name, rule.format});
    }
    return times;
}

} // namespace

SourceData readFiles(const std::vector<std::filesystem::path>& paths, const ReadOptions& options,
                     int64_t memoryBytes, const std::shared_ptr<SpillArea>& area, Progress& progress)
{
    const std::vector<TimeRule> times = parseTimeRules(options.times); // refused before anything is read
    const DataFiles all = listDataFiles(paths);
    const std::vector<std::filesystem::path> files = pathsOf(all);
    SourceData data = read({files, commonFormat(files), options, memoryBytes, area}, progress);
    finishColumns(data);
    const size_t inFiles = data.columns.size();
    addPartitions(all.files, area, data);
    addParts(all, area, data);
    for (size_t i = inFiles; i < data.columns.size(); ++i)
        std::get<TextValues>(data.columns[i].values).codes.finish();
    recogniseColumns(data, readingWishes(options, data), threadsFor(options));
    data.folder = all.folder;
    for (size_t i = 0; i < files.size(); ++i)
        data.files[i] = all.files[i].name;
    data.times = timesOf(times, data);
    data.warnings.insert(data.warnings.begin(), all.warnings.begin(), all.warnings.end());
    return data;
}

std::vector<Column> readMatrixColumns(const std::vector<std::filesystem::path>& paths,
                                      const ReadOptions& options, int64_t memoryBytes,
                                      const std::vector<std::string>& names, Progress& progress)
{
    const std::vector<std::filesystem::path> files = pathsOf(listDataFiles(paths));
    const auto memory = std::make_shared<SpillArea>(std::numeric_limits<int64_t>::max(), "");
    SourceData data = read(
        {files, commonFormat(files), options, memoryBytes, memory, {names}, /*fingerprint=*/false}, progress);
    std::erase_if(data.columns,
                  [](const Column& column) { return !std::holds_alternative<MatrixValues>(column.values); });
    return std::move(data.columns);
}

} // namespace leap

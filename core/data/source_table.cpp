// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/data_files.h"
#include "core/data/encoder.h"
#include "core/data/inspect_table.h"
#include "core/data/load.h"
#include "core/data/table_reader.h"

#include <array>
#include <fstream>

namespace leap {
namespace {

/// The table in memory behind SourceTable.
class MemoryTable : public SourceTable {
public:
    explicit MemoryTable(SourceData data)
        : m_data(std::move(data))
    {
    }

    [[nodiscard]] std::vector<std::string> columnNames() const override { return namesOf(m_data); }
    [[nodiscard]] int64_t rows() const override { return m_data.rows; }
    [[nodiscard]] InspectReport inspect(const LabelRule& label, Progress& progress) const override
    {
        return inspectTable(m_data, label, progress);
    }
    [[nodiscard]] std::shared_ptr<const Dataset> encode(const Schema& schema, const SplitRule& split,
                                                        uint64_t seed, Progress& progress) const override
    {
        return encodeTable(m_data, schema, split, seed, progress);
    }

private:
    SourceData m_data;
};

SourceData readFiles(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                     Progress& progress)
{
    const FileFormat format = formatOf(files.front());
    for (const auto& path : files) {
        if (formatOf(path) != format)
            throw InputError(path.string() + " and " + files.front().string()
                             + " have different formats; files read together need the same one");
    }
    switch (format) {
    case FileFormat::Text:
        return readText(files, options, progress);
    case FileFormat::Hdf5:
        return readHdf5(files, options, progress);
    default:
        return readArrow(files, format, options, progress);
    }
}

/// The columns that the names of folders give.
void addPartitions(const std::vector<DataFile>& files, SourceData& data)
{
    for (size_t key = 0; key < files.front().partition.size(); ++key) {
        Column column{files.front().partition[key].first, {}};
        for (const Column& other : data.columns) {
            if (other.name == column.name)
                throw InputError(files.front().path.string() + ": column '" + column.name
                                 + "' stands in the file and in the name of its folder");
        }
        TextValues values;
        for (size_t i = 0; i < files.size(); ++i)
            values.codes.insert(values.codes.end(), static_cast<size_t>(data.rowsOfFile[i]),
                                values.dictionary.add(files[i].partition[key].second));
        column.values = std::move(values);
        data.columns.push_back(std::move(column));
    }
}

SourceData readTable(const std::vector<std::filesystem::path>& paths, const ReadOptions& options,
                     Progress& progress)
{
    const DataFiles all = listDataFiles(paths);
    std::vector<std::filesystem::path> files;
    for (const DataFile& file : all.files)
        files.push_back(file.path);
    SourceData data = readFiles(files, options, progress);
    addPartitions(all.files, data);
    data.folder = all.folder;
    for (size_t i = 0; i < files.size(); ++i)
        data.files[i] = all.files[i].name;
    data.warnings.insert(data.warnings.begin(), all.warnings.begin(), all.warnings.end());
    return data;
}

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

std::shared_ptr<const SourceTable> SourceTable::open(const std::vector<std::filesystem::path>& files,
                                                     const ReadOptions& options, Progress& progress)
{
    return std::make_shared<MemoryTable>(readTable(files, options, progress));
}

} // namespace leap

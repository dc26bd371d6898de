// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encode/given_table.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/coded_column.h"
#include "core/data/read/hash_file.h"
#include "core/data/read/hdf5_file.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr hsize_t kBlockElements = 4 << 20; ///< read at once, so that a long read can be cancelled

struct TableContents {
    std::vector<std::string> ids;
    LookupTable values;
};

LookupTable readHdf5Values(const Hdf5File& file, const Hdf5Array& array, Progress& progress)
{
    const hsize_t rows = array.shape[0], width = array.shape[1];
    LookupTable table{static_cast<int64_t>(rows), static_cast<int64_t>(width),
                      std::vector<float>(rows * width)};
    const hsize_t step = std::max<hsize_t>(1, kBlockElements / width);
    for (hsize_t first = 0; first < rows; first += step) {
        progress.report({"reading tables, rows", static_cast<int64_t>(first), static_cast<int64_t>(rows)});
        file.readFloats(array, first, std::min(step, rows - first), table.values.data() + first * width);
    }
    return table;
}

TableContents readHdf5Table(const std::filesystem::path& path, const TableSource& source, Progress& progress)
{
    const h5::Silence silence;
    const Hdf5File file(path);
    const Hdf5Array values = file.matrix(source.values);
    const Hdf5Array ids = file.textColumn(source.ids);
    if (ids.shape[0] != values.shape[0])
        throw InputError(path.string() + ": '" + source.ids + "' has " + std::to_string(ids.shape[0])
                         + " ids, but '" + source.values + "' has " + std::to_string(values.shape[0])
                         + " rows.");
    TableContents table;
    for (const std::string& text : file.readTexts(ids))
        table.ids.emplace_back(ids.values.type == H5T_STRING ? cleanCell(text) : text);
    table.values = readHdf5Values(file, values, progress);
    return table;
}

LookupTable valuesOf(const MatrixRows& matrix)
{
    LookupTable table{matrix.rows(), matrix.width(), {}};
    table.values.resize(static_cast<size_t>(table.rows * table.width));
    (void)matrix.read(0, table.rows, table.values.data());
    return table;
}

TableContents readArrowTable(const std::filesystem::path& path, FileFormat format, const TableSource& source,
                             Progress& progress)
{
    const std::vector<std::filesystem::path> files{path};
    const ReadOptions options;
    SourceData data = readArrow(
        {files, format, options, std::numeric_limits<int64_t>::max(), nullptr, {{source.ids, source.values}}},
        progress);
    finishColumns(data);
    const std::string use = "the table " + path.string();
    const Column& ids = columnOf(data, source.ids, use);
    if (std::holds_alternative<MatrixValues>(ids.values))
        throw InputError(path.string() + ": column '" + ids.name + "' holds vectors, not ids.");
    TableContents table;
    const CodedColumn coded(ids);
    for (const int32_t code : coded.codes())
        table.ids.push_back(coded.isMissing(code) ? std::string() : coded.text(code));
    for (const Column& column : data.columns) {
        const auto* matrix = std::get_if<MatrixValues>(&column.values);
        if (column.name == source.values && matrix != nullptr)
            table.values = valuesOf(*matrix->rows);
    }
    if (table.values.width == 0)
        throw InputError(path.string() + ": column '" + source.values
                         + "' holds no vectors; lists of real numbers, all of one length, are needed.");
    return table;
}

TableContents readContents(const std::filesystem::path& path, const TableSource& source, Progress& progress)
{
    switch (const FileFormat format = formatOf(path)) {
    case FileFormat::Hdf5:
        return readHdf5Table(path, source, progress);
    case FileFormat::Text:
    case FileFormat::JsonLines:
    case FileFormat::Arff:
        throw InputError(
            path.string()
            + ": a table of vectors is an HDF5, Parquet or Arrow IPC file; this is none of them.");
    default:
        return readArrowTable(path, format, source, progress);
    }
}

} // namespace

GivenTable::GivenTable(const std::string& name, const std::vector<std::string>& ids, LookupTable values)
{
    for (size_t row = 0; row < ids.size(); ++row) {
        if (ids[row].empty())
            continue;
        const auto code = static_cast<size_t>(m_ids.add(ids[row]));
        if (code < m_idOf.size())
            throw InputError(name + ": the id '" + displayText(ids[row]) + "' is there twice, in rows "
                             + grouped(m_idOf[code]) + " and " + grouped(static_cast<int64_t>(row) + 1)
                             + ".");
        m_idOf.push_back(static_cast<int32_t>(row) + 1);
    }
    if (m_idOf.empty())
        throw InputError(name + ": there is no id in it.");
    dropInfinite(values.values);
    m_values = std::make_shared<const LookupTable>(std::move(values));
}

int32_t GivenTable::idOf(std::string_view text) const
{
    const auto code = m_ids.find(text);
    return code ? m_idOf[static_cast<size_t>(*code)] : 0;
}

const GivenTable& GivenTables::open(const TableSource& source, const std::string& where)
{
    const std::filesystem::path path = m_folder / source.file;
    const Key key(path.string(), source.ids, source.values);
    if (const auto known = m_tables.find(key); known != m_tables.end())
        return known->second;
    if (!std::filesystem::is_regular_file(path))
        throw InputError(where + ": its table " + path.string()
                         + " is no file; a relative path starts at the folder of the data.");
    if (!m_digests.contains(path.string())) {
        Sha256 hash;
        hashFile(path, hash, m_progress);
        m_digests[path.string()] = path.filename().string() + " " + hash.finish();
    }
    TableContents table = readContents(path, source, m_progress);
    if (table.values.rows >= std::numeric_limits<int32_t>::max())
        throw InputError(path.string() + ": more than 2^31 vectors are too many.");
    const std::string name = path.string() + ": " + source.ids;
    return m_tables.emplace(key, GivenTable(name, table.ids, std::move(table.values))).first->second;
}

std::shared_ptr<const LookupTable> GivenTables::values(const TableSource& source, const std::string& where)
{
    const std::filesystem::path path = m_folder / source.file;
    auto& known = m_values[Key(path.string(), source.ids, source.values)];
    if (known == nullptr && std::filesystem::is_regular_file(path) && formatOf(path) == FileFormat::Hdf5) {
        const h5::Silence silence;
        const Hdf5File file(path);
        LookupTable table = readHdf5Values(file, file.matrix(source.values), m_progress);
        dropInfinite(table.values);
        known = std::make_shared<const LookupTable>(std::move(table));
    }
    if (known == nullptr) // the ids are in the same columns, and small compared with the vectors
        known = open(source, where).values();
    return known;
}

std::vector<std::string> GivenTables::fingerprints() const
{
    std::vector<std::string> texts;
    for (const auto& [path, text] : m_digests)
        texts.push_back(text);
    return texts;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// A dense matrix X [N, D] and, next to it, columns of N values (label, group_id ...). Tables without a matrix
// are read as those of Arrow are.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/hash_file.h"
#include "core/data/read/hdf5/hdf5_cells.h"
#include "core/data/read/hdf5/hdf5_layout.h"
#include "core/data/read/hdf5_matrix.h"
#include "core/data/read/parts/column_types.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/type.h>
#include <map>
#include <optional>
#include <set>

namespace leap {
namespace {

constexpr hsize_t kBlockElements = 4 << 20; ///< read at once, so that a long read can be cancelled

/// A column of all files.
struct CellsOfFiles {
    std::string name;
    PartTypes types;
    std::unique_ptr<ColumnBuilder> builder;
};

/// Reads HDF5 files, one after another, into the same columns.
class Hdf5Table {
public:
    /// @param layouts [files] @param inMemory the matrix is read now; otherwise it stays in the files
    Hdf5Table(const ReadJob& job, const std::vector<Hdf5Layout>& layouts, bool inMemory, Progress& progress)
        : m_job(job)
        , m_layouts(layouts)
        , m_inMemory(inMemory)
        , m_progress(progress)
    {
        openColumns();
    }

    void readFile(size_t index);
    [[nodiscard]] SourceData finish();

private:
    void openColumns();
    /// @throws InputError where the columns of a file are not those of the first
    void compare(size_t index) const;
    [[nodiscard]] bool wants(const Hdf5Array& array) const
    {
        return m_job.columns.wants(displayText(array.name()));
    }
    void readMatrix(const Hdf5File& file, const Hdf5Array& array);
    void sayLeftOut(const Hdf5Layout& layout);
    [[nodiscard]] std::shared_ptr<const MatrixRows> matrixRows();

    const ReadJob& m_job;
    const std::vector<Hdf5Layout>& m_layouts;
    bool m_inMemory;
    std::optional<MatrixBuffer> m_buffer; ///< of the matrix, where it is read
    hsize_t m_width = 0; ///< of the matrix
    std::vector<CellsOfFiles> m_columns;
    std::set<std::string> m_said;
    Progress& m_progress;
    Sha256 m_hash;
    SourceData m_data;
    int64_t m_infinite = 0;
};

void Hdf5Table::openColumns()
{
    std::map<std::string, size_t> places;
    for (size_t file = 0; file < m_layouts.size(); ++file) {
        for (const Hdf5Array& array : m_layouts[file].columns) {
            const std::string name = displayText(array.name());
            if (!wants(array))
                continue;
            const auto [place, isNew] = places.try_emplace(name, m_columns.size());
            if (isNew)
                m_columns.push_back({name, {}, {}});
            m_columns[place->second].types.add(name, *hdf5CellType(array.values), m_job.files[file].string());
        }
    }
    for (CellsOfFiles& column : m_columns)
        column.builder = makeColumnBuilder(column.name, column.types.shape(), m_job.area);
    for (size_t file = 0; file < m_layouts.size(); ++file)
        compare(file);
}

void Hdf5Table::compare(size_t index) const
{
    std::set<std::string> first, here;
    for (const Hdf5Array& array : m_layouts.front().columns)
        first.insert(displayText(array.name()));
    for (const Hdf5Array& array : m_layouts[index].columns)
        here.insert(displayText(array.name()));
    const std::string file = m_job.files[index].string();
    const std::string firstFile = m_job.files.front().filename().string();
    for (const std::string& name : first) {
        if (!here.contains(name))
            throw InputError(file + ": there is no column '" + name + "', which is in " + firstFile
                             + "; files read together need the same columns.");
    }
    for (const std::string& name : here) {
        if (!first.contains(name))
            throw InputError(file + ": column '" + name + "' is not in " + firstFile
                             + "; files read together need the same columns.");
    }
}

void Hdf5Table::readMatrix(const Hdf5File& file, const Hdf5Array& array)
{
    const hsize_t rows = array.shape[0], width = array.shape[1];
    if (m_width == 0) {
        m_width = width;
        if (m_inMemory)
            m_buffer.emplace(static_cast<int64_t>(width));
    }
    if (m_width != width)
        throw InputError(file.name() + ": '" + array.name() + "' has " + std::to_string(width)
                         + " columns, in " + m_data.files.front() + " it has " + std::to_string(m_width)
                         + ".");
    if (!m_buffer)
        return;
    for (hsize_t first = 0; first < rows;) {
        const auto wanted = static_cast<int64_t>(std::min<hsize_t>(rows - first, kBlockElements / width + 1));
        int64_t given = 0;
        float* out = m_buffer->append(wanted, given);
        file.readFloats(array, first, static_cast<hsize_t>(given), out);
        m_infinite += dropInfinite({out, static_cast<size_t>(given) * width});
        first += static_cast<hsize_t>(given);
        m_progress.report({"reading, rows", static_cast<int64_t>(first), static_cast<int64_t>(rows)});
    }
}

void Hdf5Table::sayLeftOut(const Hdf5Layout& layout)
{
    for (const std::string& left : layout.leftOut) {
        if (m_said.insert(left).second)
            m_data.warnings.push_back(left);
    }
}

void Hdf5Table::readFile(size_t index)
{
    const std::filesystem::path& path = m_job.files[index];
    const Hdf5Layout& layout = m_layouts[index];
    if (m_job.fingerprint)
        hashFile(path, m_hash, m_progress);
    m_data.files.push_back(path.filename().string());
    const Hdf5File file(path, m_job.options.followLinks);
    const Hdf5Array matrix = file.matrix(layout.table.path);
    const hsize_t rows = matrix.shape[0];
    readMatrix(file, matrix);
    for (const Hdf5Array& array : layout.columns) {
        for (CellsOfFiles& column : m_columns) {
            if (column.name != displayText(array.name()))
                continue;
            for (hsize_t first = 0; first < rows; first += kBlockElements)
                column.builder->append(
                    *hdf5Cells(file, array, array.values, {}, first, std::min(rows - first, kBlockElements)));
        }
    }
    sayLeftOut(layout);
    for (const std::string& linked : file.linkedFiles()) {
        if (m_job.fingerprint)
            hashFile(linked, m_hash, m_progress);
    }
    m_data.rows += static_cast<int64_t>(rows);
    m_data.rowsOfFile.push_back(static_cast<int64_t>(rows));
}

std::shared_ptr<const MatrixRows> Hdf5Table::matrixRows()
{
    if (m_buffer)
        return m_buffer->finish();
    std::vector<std::pair<std::filesystem::path, int64_t>> files;
    std::vector<std::string> paths;
    for (size_t i = 0; i < m_layouts.size(); ++i) {
        files.emplace_back(m_job.files[i], m_data.rowsOfFile[i]);
        paths.push_back(m_layouts[i].table.path);
    }
    return makeHdf5Matrix(files, paths, static_cast<int64_t>(m_width), m_job.options.followLinks);
}

SourceData Hdf5Table::finish()
{
    const Hdf5Array& matrix = m_layouts.front().table;
    if (m_infinite > 0)
        m_data.warnings.push_back(infiniteCells(displayText(matrix.name()), m_infinite));
    m_data.fingerprint = m_hash.finish();
    m_data.format = "HDF5, matrix " + matrix.path;
    m_data.columns.push_back({displayText(matrix.name()), MatrixValues{matrixRows()}});
    for (CellsOfFiles& column : m_columns) {
        if (auto values = column.builder->finish(m_data.warnings))
            m_data.columns.push_back(std::move(*values));
    }
    return std::move(m_data);
}

} // namespace

SourceData readHdf5(const ReadJob& job, Progress& progress)
{
    const h5::Silence quiet;
    std::vector<Hdf5Layout> layouts;
    double bytes = 0;
    for (const auto& path : job.files) {
        const Hdf5File file(path, job.options.followLinks);
        layouts.push_back(findLayout(file, job.options.matrix));
        const Hdf5Layout& found = layouts.back();
        if (found.kind != layouts.front().kind)
            throw InputError(path.string() + ": its table is stored in another way than that of "
                             + job.files.front().string() + ": with a matrix, by columns, or as records.");
        if (found.kind == Hdf5Layout::Kind::Matrix)
            bytes += static_cast<double>(found.table.shape[0]) * static_cast<double>(found.table.shape[1])
                * sizeof(float);
    }
    if (layouts.front().kind != Hdf5Layout::Kind::Matrix)
        return readArrow(job, progress);
    Hdf5Table table(job, layouts, bytes <= static_cast<double>(job.memoryBytes), progress);
    for (size_t i = 0; i < job.files.size(); ++i)
        table.readFile(i);
    return table.finish();
}

} // namespace leap

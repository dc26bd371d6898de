// SPDX-License-Identifier: GPL-3.0-or-later
// A dense matrix X [N, D] and, next to it, columns of N values (label, group_id ...).
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/hash_file.h"
#include "core/data/read/hdf5_matrix.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace leap {
namespace {

constexpr hsize_t kBlockElements = 4 << 20; ///< read at once, so that a long read can be cancelled

constexpr const char* kNeeded =
    " A matrix X [rows, columns], a label [rows] and, if wanted, a group_id [rows] are needed.";

/// Reads HDF5 files, one after another, into the same columns.
class Hdf5Table {
public:
    /// @param inMemory the matrix is read now; otherwise it stays in the files
    Hdf5Table(const ReadJob& job, bool inMemory, Progress& progress)
        : m_job(job)
        , m_inMemory(inMemory)
        , m_progress(progress)
    {
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    Column& columnFor(const Hdf5File& file, const Hdf5Array& array);
    void readMatrix(const Hdf5File& file, const Hdf5Array& array);
    void readColumn(const Hdf5File& file, const Hdf5Array& array);
    [[nodiscard]] std::shared_ptr<const MatrixRows> matrixRows();
    /// Infinite values become missing, and are counted.
    template <typename T> void clean(T* values, size_t count);

    const ReadJob& m_job;
    bool m_inMemory;
    std::optional<MatrixBuffer> m_buffer; ///< of the matrix, where it is read
    hsize_t m_width = 0; ///< of the matrix
    std::vector<std::filesystem::path> m_paths;
    Progress& m_progress;
    Sha256 m_hash;
    SourceData m_data;
    int64_t m_infinite = 0;
};

template <typename T> void Hdf5Table::clean(T* values, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (std::isinf(values[i])) {
            values[i] = std::numeric_limits<T>::quiet_NaN();
            ++m_infinite;
        }
    }
}

/// The column that the array's values are added to; a new one for the first file.
Column& Hdf5Table::columnFor(const Hdf5File& file, const Hdf5Array& array)
{
    const std::string name = displayText(array.name());
    for (Column& column : m_data.columns) {
        if (column.name == name)
            return column;
    }
    if (m_data.files.size() > 1)
        throw InputError(file.name() + ": column '" + name + "' is not in " + m_data.files.front()
                         + "; files read together need the same columns.");
    Column& column = m_data.columns.emplace_back();
    column.name = name;
    column.values = TextValues{TextDictionary(DictionaryLimit()), RowArray<int32_t>(m_job.area), false};
    return column;
}

void Hdf5Table::readMatrix(const Hdf5File& file, const Hdf5Array& array)
{
    columnFor(file, array);
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
        file.read(array, first, static_cast<hsize_t>(given), H5T_NATIVE_FLOAT, out);
        m_infinite += dropInfinite({out, static_cast<size_t>(given) * width});
        first += static_cast<hsize_t>(given);
        m_progress.report({"reading, rows", static_cast<int64_t>(first), static_cast<int64_t>(rows)});
    }
}

void Hdf5Table::readColumn(const Hdf5File& file, const Hdf5Array& array)
{
    Column& column = columnFor(file, array);
    const auto rows = static_cast<size_t>(array.shape[0]);
    if (array.type == H5T_FLOAT) {
        if (m_data.files.size() == 1)
            column.values = RealValues{RowArray<double>(m_job.area), array.typeBytes < sizeof(double)};
        auto* reals = std::get_if<RealValues>(&column.values);
        if (reals == nullptr)
            throw InputError(file.name() + ": column '" + column.name + "' holds numbers, in "
                             + m_data.files.front() + " it does not.");
        std::vector<double> values(rows);
        file.read(array, 0, array.shape[0], H5T_NATIVE_DOUBLE, values.data());
        clean(values.data(), rows);
        for (const double value : values)
            reals->values.push_back(value);
        return;
    }
    auto* texts = std::get_if<TextValues>(&column.values);
    if (texts == nullptr)
        throw InputError(file.name() + ": column '" + column.name + "' holds texts or integers, in "
                         + m_data.files.front() + " it does not.");
    for (const std::string& text : file.readTexts(array))
        texts->codes.push_back(texts->dictionary.add(array.type == H5T_STRING ? cleanCell(text) : text));
}

void Hdf5Table::readFile(const std::filesystem::path& path)
{
    if (m_job.fingerprint)
        hashFile(path, m_hash, m_progress);
    m_data.files.push_back(path.filename().string());
    m_paths.push_back(path);
    const Hdf5File file(path);
    const std::vector<Hdf5Array> arrays = file.arraysOf(Hdf5File::groupOf(m_job.options.matrix));
    const Hdf5Array matrix = file.matrix(m_job.options.matrix, kNeeded);
    const hsize_t rows = matrix.shape[0];
    readMatrix(file, matrix);
    std::set<std::string> read{displayText(matrix.name())};
    for (const Hdf5Array& array : arrays) {
        if (array.name() == matrix.name() || !m_job.columns.wants(displayText(array.name())))
            continue;
        if (!array.isColumn() || array.shape[0] != rows) {
            m_data.warnings.push_back(path.filename().string() + ": " + array.text()
                                      + " is left out: it is not a column of " + std::to_string(rows)
                                      + " values.");
            continue;
        }
        readColumn(file, array);
        read.insert(displayText(array.name()));
    }
    for (const Column& column : m_data.columns) {
        if (!read.contains(column.name))
            throw InputError(file.name() + ": there is no column '" + column.name + "', which is in "
                             + m_data.files.front() + "; files read together need the same columns.");
    }
    m_data.rows += static_cast<int64_t>(rows);
    m_data.rowsOfFile.push_back(static_cast<int64_t>(rows));
}

std::shared_ptr<const MatrixRows> Hdf5Table::matrixRows()
{
    if (m_buffer)
        return m_buffer->finish();
    std::vector<std::pair<std::filesystem::path, int64_t>> files;
    for (size_t i = 0; i < m_paths.size(); ++i)
        files.emplace_back(m_paths[i], m_data.rowsOfFile[i]);
    return makeHdf5Matrix(files, m_job.options.matrix, static_cast<int64_t>(m_width));
}

SourceData Hdf5Table::finish()
{
    if (m_infinite > 0)
        m_data.warnings.push_back(counted(m_infinite, "infinite value") + " read as missing.");
    m_data.fingerprint = m_hash.finish();
    m_data.format = "HDF5, matrix " + m_job.options.matrix;
    m_data.columns.front().values = MatrixValues{matrixRows()};
    return std::move(m_data);
}

} // namespace

SourceData readHdf5(const ReadJob& job, Progress& progress)
{
    const h5::Silence quiet;
    int64_t elements = 0;
    for (const auto& path : job.files) {
        const Hdf5Array matrix = Hdf5File(path).matrix(job.options.matrix, kNeeded);
        elements += static_cast<int64_t>(matrix.shape[0] * matrix.shape[1]);
    }
    const bool inMemory = elements * static_cast<int64_t>(sizeof(float)) <= job.memoryBytes;
    Hdf5Table table(job, inMemory, progress);
    for (const auto& path : job.files)
        table.readFile(path);
    return table.finish();
}

} // namespace leap

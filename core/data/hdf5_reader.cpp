// SPDX-License-Identifier: GPL-3.0-or-later
// A dense matrix X [N, D] and, beside it, columns of N values (label, group_id ...).
#include "core/base/error.h"
#include "core/base/hdf5_id.h"
#include "core/base/text.h"
#include "core/data/cell_text.h"
#include "core/data/messages.h"
#include "core/data/table_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr hsize_t kBlockElements = 4 << 20; ///< read at once, so that a long read can be cancelled

/// One dataset of the file.
struct Hdf5Array {
    std::string name; ///< without its group
    std::vector<hsize_t> shape;
    H5T_class_t type = H5T_NO_CLASS;
    size_t typeBytes = 0;
    [[nodiscard]] std::string text() const
    {
        std::vector<std::string> sizes;
        for (const hsize_t size : shape)
            sizes.push_back(std::to_string(size));
        return name + " [" + join(sizes, ", ") + "]";
    }
};

class Hdf5File {
public:
    Hdf5File(const std::filesystem::path& path, const std::string& matrix)
        : m_name(path.string())
        , m_file(H5Fopen(m_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose)
        , m_group(m_file.valid() ? H5Gopen2(m_file.get(), groupOf(matrix).c_str(), H5P_DEFAULT) : -1,
                  H5Gclose)
    {
        if (!m_file.valid())
            throw InputError(m_name + ": can't be opened as HDF5; the file may be damaged or cut short");
        if (!m_group.valid())
            throw InputError(m_name + ": there is no group '" + groupOf(matrix) + "'");
        listArrays();
    }

    [[nodiscard]] const std::vector<Hdf5Array>& arrays() const { return m_arrays; }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const Hdf5Array& matrix(const std::string& path) const;
    /// Elements of the rows [first, first + rows) as `memoryType`.
    void read(const Hdf5Array& array, hsize_t first, hsize_t rows, hid_t memoryType, void* out) const;
    /// A column of texts.
    [[nodiscard]] std::vector<std::string> readTexts(const Hdf5Array& array) const;

    [[nodiscard]] std::string contents() const
    {
        std::vector<std::string> texts;
        for (const Hdf5Array& array : m_arrays)
            texts.push_back(array.text());
        constexpr size_t kShown = 20;
        return texts.empty() ? "nothing" : listed(texts, kShown);
    }

    static std::string leafOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

private:
    static std::string groupOf(const std::string& path)
    {
        const size_t slash = path.rfind('/');
        return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
    }
    void listArrays();
    [[nodiscard]] h5::Id openArray(const std::string& name) const
    {
        h5::Id array(H5Dopen2(m_group.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
        if (!array.valid())
            refuse(name);
        return array;
    }
    [[noreturn]] void refuse(const std::string& array) const
    {
        throw InputError(m_name + ": '" + array + "' can't be read; the file may be damaged or cut short");
    }

    std::string m_name;
    h5::Id m_file;
    h5::Id m_group;
    std::vector<Hdf5Array> m_arrays;
};

void Hdf5File::listArrays()
{
    H5G_info_t info{};
    H5Gget_info(m_group.get(), &info);
    for (hsize_t i = 0; i < info.nlinks; ++i) {
        const auto length =
            H5Lget_name_by_idx(m_group.get(), ".", H5_INDEX_NAME, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT);
        std::string name(static_cast<size_t>(std::max<ssize_t>(length, 0)), '\0');
        H5Lget_name_by_idx(m_group.get(), ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size() + 1,
                           H5P_DEFAULT);
        const h5::Id object(H5Oopen(m_group.get(), name.c_str(), H5P_DEFAULT), H5Oclose);
        if (!object.valid() || H5Iget_type(object.get()) != H5I_DATASET)
            continue;
        const h5::Id space(H5Dget_space(object.get()), H5Sclose);
        const h5::Id type(H5Dget_type(object.get()), H5Tclose);
        Hdf5Array array{name, {}, H5Tget_class(type.get()), H5Tget_size(type.get())};
        array.shape.resize(static_cast<size_t>(std::max(H5Sget_simple_extent_ndims(space.get()), 0)));
        H5Sget_simple_extent_dims(space.get(), array.shape.data(), nullptr);
        m_arrays.push_back(std::move(array));
    }
}

const Hdf5Array& Hdf5File::matrix(const std::string& path) const
{
    for (const Hdf5Array& array : m_arrays) {
        if (array.name != leafOf(path))
            continue;
        const bool number = array.type == H5T_FLOAT || array.type == H5T_INTEGER;
        if (array.shape.size() != 2 || !number || array.shape[1] < 1 || array.shape[0] < 1)
            throw InputError(m_name + ": '" + path + "' must be a matrix of numbers [rows, columns], it is "
                             + array.text());
        return array;
    }
    throw InputError(
        m_name + ": there is no matrix '" + path + "'. The file has: " + contents()
        + ". A matrix X [rows, columns], a label [rows] and, if wanted, a group_id [rows] are needed");
}

void Hdf5File::read(const Hdf5Array& array, hsize_t first, hsize_t rows, hid_t memoryType, void* out) const
{
    const h5::Id data = openArray(array.name);
    const h5::Id space(H5Dget_space(data.get()), H5Sclose);
    std::vector<hsize_t> start(array.shape.size(), 0), count = array.shape;
    start[0] = first;
    count[0] = rows;
    const h5::Id memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose);
    H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    if (H5Dread(data.get(), memoryType, memory.get(), space.get(), H5P_DEFAULT, out) < 0)
        refuse(array.name);
}

std::vector<std::string> Hdf5File::readTexts(const Hdf5Array& array) const
{
    const h5::Id data = openArray(array.name);
    const h5::Id space(H5Dget_space(data.get()), H5Sclose);
    const h5::Id type(H5Dget_type(data.get()), H5Tclose);
    const auto rows = static_cast<size_t>(array.shape[0]);
    std::vector<std::string> texts(rows);
    if (H5Tis_variable_str(type.get()) > 0) {
        std::vector<char*> pointers(rows, nullptr);
        if (H5Dread(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()) < 0)
            refuse(array.name);
        for (size_t i = 0; i < rows; ++i)
            texts[i] = pointers[i] == nullptr ? "" : pointers[i];
        H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data());
        return texts;
    }
    std::string bytes(rows * array.typeBytes, '\0');
    if (H5Dread(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) < 0)
        refuse(array.name);
    for (size_t i = 0; i < rows; ++i) {
        const std::string_view cell = std::string_view(bytes).substr(i * array.typeBytes, array.typeBytes);
        texts[i] = std::string(cell.substr(0, cell.find('\0')));
    }
    return texts;
}

/// Reads HDF5 files, one after another, into the same columns.
class Hdf5Table {
public:
    Hdf5Table(std::string matrix, Progress& progress)
        : m_matrix(std::move(matrix))
        , m_progress(progress)
    {
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    Column& columnFor(const Hdf5File& file, const Hdf5Array& array);
    void readMatrix(const Hdf5File& file, const Hdf5Array& array);
    void readColumn(const Hdf5File& file, const Hdf5Array& array);
    /// Infinite values become missing, and are counted.
    template <typename T> void clean(T* values, size_t count);

    std::string m_matrix;
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

bool isColumnType(const Hdf5Array& array)
{
    return array.type == H5T_INTEGER || array.type == H5T_FLOAT || array.type == H5T_STRING
        || array.type == H5T_ENUM;
}

/// The column that the array's values are added to; a new one for the first file.
Column& Hdf5Table::columnFor(const Hdf5File& file, const Hdf5Array& array)
{
    const std::string name = displayText(array.name);
    for (Column& column : m_data.columns) {
        if (column.name == name)
            return column;
    }
    if (m_data.files.size() > 1)
        throw InputError(file.name() + ": column '" + name + "' is not in " + m_data.files.front()
                         + "; files read together need the same columns");
    Column& column = m_data.columns.emplace_back();
    column.name = name;
    return column;
}

void Hdf5Table::readMatrix(const Hdf5File& file, const Hdf5Array& array)
{
    Column& column = columnFor(file, array);
    const hsize_t rows = array.shape[0], width = array.shape[1];
    if (!std::holds_alternative<MatrixValues>(column.values)) {
        column.values = MatrixValues{{}, static_cast<int64_t>(width)};
    }
    auto& matrix = std::get<MatrixValues>(column.values);
    if (matrix.width != static_cast<int64_t>(width))
        throw InputError(file.name() + ": '" + array.name + "' has " + std::to_string(width) + " columns, in "
                         + m_data.files.front() + " it has " + std::to_string(matrix.width));
    const size_t before = matrix.values.size();
    matrix.values.resize(before + rows * width);
    const hsize_t step = std::max<hsize_t>(1, kBlockElements / width);
    for (hsize_t first = 0; first < rows; first += step) {
        const hsize_t count = std::min(step, rows - first);
        file.read(array, first, count, H5T_NATIVE_FLOAT, matrix.values.data() + before + first * width);
        m_progress.report({"reading, rows", static_cast<int64_t>(first + count), static_cast<int64_t>(rows)});
    }
    clean(matrix.values.data() + before, rows * width);
}

void Hdf5Table::readColumn(const Hdf5File& file, const Hdf5Array& array)
{
    Column& column = columnFor(file, array);
    const auto rows = static_cast<size_t>(array.shape[0]);
    if (array.type == H5T_FLOAT) {
        if (m_data.files.size() == 1)
            column.values = RealValues{{}, array.typeBytes < sizeof(double)};
        auto* reals = std::get_if<RealValues>(&column.values);
        if (reals == nullptr)
            throw InputError(file.name() + ": column '" + column.name + "' holds numbers, in "
                             + m_data.files.front() + " it does not");
        const size_t before = reals->values.size();
        reals->values.resize(before + rows);
        file.read(array, 0, array.shape[0], H5T_NATIVE_DOUBLE, reals->values.data() + before);
        return clean(reals->values.data() + before, rows);
    }
    auto* texts = std::get_if<TextValues>(&column.values);
    if (texts == nullptr)
        throw InputError(file.name() + ": column '" + column.name + "' holds texts or integers, in "
                         + m_data.files.front() + " it does not");
    if (array.type == H5T_STRING) {
        for (const std::string& text : file.readTexts(array))
            texts->codes.push_back(texts->dictionary.add(cleanCell(text)));
        return;
    }
    std::vector<int64_t> integers(rows);
    file.read(array, 0, array.shape[0], H5T_NATIVE_INT64, integers.data());
    for (const int64_t integer : integers)
        texts->codes.push_back(texts->dictionary.add(std::to_string(integer)));
}

void Hdf5Table::readFile(const std::filesystem::path& path)
{
    hashFile(path, m_hash, m_progress);
    m_data.files.push_back(path.filename().string());
    const Hdf5File file(path, m_matrix);
    const Hdf5Array& matrix = file.matrix(m_matrix);
    const hsize_t rows = matrix.shape[0];
    readMatrix(file, matrix);
    size_t columns = 1;
    for (const Hdf5Array& array : file.arrays()) {
        if (array.name == matrix.name)
            continue;
        if (array.shape.size() != 1 || array.shape[0] != rows || !isColumnType(array)) {
            m_data.warnings.push_back(path.filename().string() + ": " + array.text()
                                      + " is left out: it is no column of " + std::to_string(rows)
                                      + " values");
            continue;
        }
        readColumn(file, array);
        ++columns;
    }
    if (columns != m_data.columns.size())
        throw InputError(file.name() + ": a column of " + m_data.files.front()
                         + " is not there; it has: " + file.contents());
    m_data.rows += static_cast<int64_t>(rows);
}

SourceData Hdf5Table::finish()
{
    if (m_infinite > 0)
        m_data.warnings.push_back(counted(m_infinite, "infinite value") + " read as missing");
    m_data.fingerprint = m_hash.finish();
    m_data.format = "HDF5, matrix " + m_matrix;
    return std::move(m_data);
}

} // namespace

SourceData readHdf5(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                    Progress& progress)
{
    const h5::Silence quiet;
    Hdf5Table table(options.matrix, progress);
    for (const auto& path : files)
        table.readFile(path);
    return table.finish();
}

} // namespace leap

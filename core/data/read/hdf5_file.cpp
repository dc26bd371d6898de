// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5_file.h"

#include "core/base/error.h"
#include "core/base/hdf5_links.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"

#include <algorithm>

namespace leap {
namespace {

bool isNumber(const Hdf5Array& array)
{
    return array.type == H5T_FLOAT || array.type == H5T_INTEGER;
}

Hdf5Array describe(hid_t dataset, const std::string& path)
{
    const h5::Id space(H5Dget_space(dataset), H5Sclose);
    const h5::Id type(H5Dget_type(dataset), H5Tclose);
    Hdf5Array array{path, {}, H5Tget_class(type.get()), H5Tget_size(type.get())};
    array.shape.resize(static_cast<size_t>(std::max(H5Sget_simple_extent_ndims(space.get()), 0)));
    H5Sget_simple_extent_dims(space.get(), array.shape.data(), nullptr);
    return array;
}

/// A fixed-length or variable-length text dataset of `rows` texts.
std::vector<std::string> textsOf(hid_t dataset, size_t rows, size_t bytesEach, bool& readable)
{
    const h5::Id space(H5Dget_space(dataset), H5Sclose);
    const h5::Id type(H5Dget_type(dataset), H5Tclose);
    std::vector<std::string> texts(rows);
    if (H5Tis_variable_str(type.get()) > 0) {
        std::vector<char*> pointers(rows, nullptr);
        readable = H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()) >= 0;
        for (size_t i = 0; i < rows && readable; ++i)
            texts[i] = pointers[i] == nullptr ? "" : pointers[i];
        if (readable)
            H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data());
        return texts;
    }
    std::string bytes(rows * bytesEach, '\0');
    readable = H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) >= 0;
    for (size_t i = 0; i < rows; ++i) {
        const std::string_view cell = std::string_view(bytes).substr(i * bytesEach, bytesEach);
        texts[i] = std::string(cell.substr(0, cell.find('\0')));
    }
    return texts;
}

} // namespace

bool Hdf5Array::isColumn() const
{
    return shape.size() == 1
        && (type == H5T_INTEGER || type == H5T_FLOAT || type == H5T_STRING || type == H5T_ENUM);
}

std::string Hdf5Array::text() const
{
    std::vector<std::string> sizes;
    for (const hsize_t size : shape)
        sizes.push_back(std::to_string(size));
    return name() + " [" + join(sizes, ", ") + "]";
}

Hdf5File::Hdf5File(const std::filesystem::path& path)
    : m_name(path.string())
    , m_file(H5Fopen(m_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose)
{
    if (!m_file.valid())
        throw InputError(m_name + ": cannot be opened as HDF5; the file may be damaged or cut short.");
}

std::string Hdf5File::groupOf(const std::string& path)
{
    const size_t slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

std::vector<Hdf5Array> Hdf5File::arraysOf(const std::string& group) const
{
    const h5::Id opened(H5Gopen2(m_file.get(), group.c_str(), H5P_DEFAULT), H5Gclose);
    if (!opened.valid())
        throw InputError(m_name + ": there is no group '" + group + "'.");
    const auto names = h5::linkNames(opened.get());
    if (!names)
        throw InputError(m_name + ": the group '" + group + "' cannot be listed; the file is damaged.");
    std::vector<Hdf5Array> arrays;
    for (const std::string& name : *names) {
        const h5::Id object(H5Oopen(opened.get(), name.c_str(), H5P_DEFAULT), H5Oclose);
        if (object.valid() && H5Iget_type(object.get()) == H5I_DATASET)
            arrays.push_back(describe(object.get(), group == "/" ? name : group + "/" + name));
    }
    return arrays;
}

Hdf5Array Hdf5File::find(const std::string& path) const
{
    const h5::Id group(H5Gopen2(m_file.get(), groupOf(path).c_str(), H5P_DEFAULT), H5Gclose);
    if (!group.valid())
        throw InputError(m_name + ": there is no group '" + groupOf(path) + "'.");
    const h5::Id object(H5Oopen(m_file.get(), path.c_str(), H5P_DEFAULT), H5Oclose);
    return object.valid() && H5Iget_type(object.get()) == H5I_DATASET ? describe(object.get(), path)
                                                                      : Hdf5Array();
}

Hdf5Array Hdf5File::matrix(const std::string& path, const std::string& hint) const
{
    Hdf5Array array = find(path);
    if (array.path.empty())
        throw InputError(m_name + ": there is no matrix '" + path
                         + "'. The file has: " + contentsOf(groupOf(path)) + "." + hint);
    if (array.shape.size() != 2 || !isNumber(array) || array.shape[1] < 1 || array.shape[0] < 1)
        throw InputError(m_name + ": '" + path + "' must be a matrix of numbers [rows, columns], it is "
                         + array.text() + ".");
    return array;
}

Hdf5Array Hdf5File::textColumn(const std::string& path) const
{
    Hdf5Array array = find(path);
    if (array.path.empty())
        throw InputError(m_name + ": there is no dataset '" + path
                         + "'. The file has: " + contentsOf(groupOf(path)) + ".");
    if (!array.isColumn() || array.type == H5T_FLOAT)
        throw InputError(m_name + ": '" + path + "' must be a column of texts or integers [rows], it is "
                         + array.text() + (array.type == H5T_FLOAT ? " of floating-point numbers" : "")
                         + ".");
    return array;
}

std::string Hdf5File::contentsOf(const std::string& group) const
{
    constexpr size_t kShown = 20;
    std::vector<std::string> texts;
    for (const Hdf5Array& array : arraysOf(group))
        texts.push_back(array.text());
    return texts.empty() ? "nothing" : listed(texts, kShown);
}

h5::Id Hdf5File::openArray(const std::string& path) const
{
    h5::Id array(H5Dopen2(m_file.get(), path.c_str(), H5P_DEFAULT), H5Dclose);
    if (!array.valid())
        refuse(path);
    return array;
}

void Hdf5File::refuse(const std::string& path) const
{
    throw InputError(m_name + ": '" + path + "' cannot be read; the file may be damaged or cut short.");
}

void Hdf5File::read(const Hdf5Array& array, hsize_t first, hsize_t rows, hid_t memoryType, void* out) const
{
    const h5::Id data = openArray(array.path);
    const h5::Id space(H5Dget_space(data.get()), H5Sclose);
    std::vector<hsize_t> start(array.shape.size(), 0), count = array.shape;
    start[0] = first;
    count[0] = rows;
    const h5::Id memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose);
    H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    if (H5Dread(data.get(), memoryType, memory.get(), space.get(), H5P_DEFAULT, out) < 0)
        refuse(array.path);
}

int64_t Hdf5File::chunkRows(const Hdf5Array& array) const
{
    const h5::Id data = openArray(array.path);
    const h5::Id properties(H5Dget_create_plist(data.get()), H5Pclose);
    std::vector<hsize_t> chunk(array.shape.size(), 1);
    if (H5Pget_layout(properties.get()) != H5D_CHUNKED
        || H5Pget_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()) < 0)
        return 1;
    return static_cast<int64_t>(chunk[0]);
}

std::vector<std::string> Hdf5File::readTexts(const Hdf5Array& array) const
{
    const auto rows = static_cast<size_t>(array.shape[0]);
    if (array.type == H5T_STRING) {
        bool readable = true;
        auto texts = textsOf(openArray(array.path).get(), rows, array.typeBytes, readable);
        if (!readable)
            refuse(array.path);
        return texts;
    }
    std::vector<int64_t> integers(rows);
    read(array, 0, array.shape[0], H5T_NATIVE_INT64, integers.data());
    std::vector<std::string> texts;
    texts.reserve(rows);
    for (const int64_t integer : integers)
        texts.push_back(std::to_string(integer));
    return texts;
}

} // namespace leap

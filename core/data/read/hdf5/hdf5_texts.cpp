// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of HDF5 files: of one length, of any length, names of an enumeration, or integers as their decimals.
#include "core/base/error.h"
#include "core/data/read/hdf5/hdf5_types.h"
#include "core/data/read/hdf5/heap_check.h"

#include <algorithm>

namespace leap {
namespace {

/// Some rows of a dataset, or of one member of a compound.
struct Rows {
    h5::Id data;
    h5::Id fileSpace;
    h5::Id memorySpace;
    hsize_t count;
    std::string member;

    [[nodiscard]] bool read(hid_t type, void* out) const
    {
        const h5::Id wrapped = member.empty() ? h5::Id() : hdf5MemberType(member, type);
        return H5Dread(data.get(), wrapped.valid() ? wrapped.get() : type, memorySpace.get(), fileSpace.get(),
                       H5P_DEFAULT, out)
            >= 0;
    }
    [[nodiscard]] h5::Id typeInFile() const
    {
        h5::Id type(H5Dget_type(data.get()), H5Tclose);
        return member.empty() ? std::move(type) : hdf5TypeInFile(type.get(), member);
    }
};

Rows rowsOf(h5::Id data, hsize_t first, hsize_t count, const std::string& member)
{
    Rows rows{std::move(data), {}, {}, count, member};
    rows.fileSpace = h5::Id(H5Dget_space(rows.data.get()), H5Sclose);
    hsize_t start[2] = {first, 0}, size[2] = {count, 1}; // [N] or [N, 1]
    rows.memorySpace = h5::Id(H5Screate_simple(1, &count, nullptr), H5Sclose);
    H5Sselect_hyperslab(rows.fileSpace.get(), H5S_SELECT_SET, start, nullptr, size, nullptr);
    return rows;
}

bool readAnyLength(const Rows& rows, hid_t type, std::vector<std::string>& texts)
{
    std::vector<char*> pointers(rows.count, nullptr);
    const bool readable = rows.read(type, pointers.data());
    for (size_t i = 0; i < rows.count && readable; ++i)
        texts[i] = pointers[i] == nullptr ? "" : pointers[i];
    if (readable)
        H5Dvlen_reclaim(type, rows.memorySpace.get(), H5P_DEFAULT, pointers.data());
    return readable;
}

bool readOneLength(const Rows& rows, hid_t type, std::vector<std::string>& texts)
{
    const size_t each = H5Tget_size(type);
    std::string bytes(rows.count * each, '\0');
    const bool readable = rows.read(type, bytes.data());
    for (size_t i = 0; i < rows.count; ++i) {
        const std::string_view cell = std::string_view(bytes).substr(i * each, each);
        texts[i] = std::string(cell.substr(0, cell.find('\0')));
    }
    return readable;
}

std::string nameOfValue(const std::vector<std::pair<int64_t, std::string>>& names, int64_t value)
{
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == value; });
    return found == names.end() ? std::to_string(value) : found->second;
}

bool readIntegers(const Rows& rows, hid_t type, std::vector<std::string>& texts)
{
    const Hdf5Type found = hdf5TypeOf(type);
    std::vector<int64_t> values(rows.count);
    const bool bits = found.type == H5T_BITFIELD;
    std::vector<uint8_t> bytes(bits ? rows.count : 0);
    if (bits ? !rows.read(H5T_NATIVE_B8, bytes.data())
             : !rows.read(found.isUnsigned ? H5T_NATIVE_UINT64 : H5T_NATIVE_INT64, values.data()))
        return false;
    const auto names = found.truth ? std::vector<std::pair<int64_t, std::string>>() : hdf5Names(type);
    for (size_t i = 0; i < rows.count; ++i)
        texts[i] = bits        ? (bytes[i] == 0 ? "0" : "1")
            : found.isUnsigned ? std::to_string(static_cast<uint64_t>(values[i]))
                               : nameOfValue(names, values[i]);
    return true;
}

} // namespace

/// Once for each file that texts may come from.
void Hdf5File::requireHeaps() const
{
    if (m_links->checked.insert(m_name).second)
        requireSoundHeaps(m_name);
    for (const std::string& file : m_links->files) {
        if (m_links->checked.insert(file).second)
            requireSoundHeaps(file);
    }
}

std::vector<std::string> Hdf5File::readTexts(const Hdf5Array& array) const
{
    return readTexts(array, 0, array.rows());
}

std::vector<std::string> Hdf5File::readTexts(const Hdf5Array& array, hsize_t first, hsize_t rows,
                                             const std::string& member) const
{
    const Rows wanted = rowsOf(openArray(array.path), first, rows, member);
    const h5::Id type = wanted.typeInFile();
    std::vector<std::string> texts(rows);
    const bool isText = H5Tget_class(type.get()) == H5T_STRING;
    if (isText && H5Tis_variable_str(type.get()) > 0)
        requireHeaps();
    const bool readable = !isText            ? readIntegers(wanted, type.get(), texts)
        : H5Tis_variable_str(type.get()) > 0 ? readAnyLength(wanted, type.get(), texts)
                                             : readOneLength(wanted, type.get(), texts);
    if (!readable)
        refuse(array.path);
    return texts;
}

std::vector<double> Hdf5File::readReals(const Hdf5Array& array, hsize_t first, hsize_t rows,
                                        const std::string& member) const
{
    std::vector<double> values(rows);
    if (!rowsOf(openArray(array.path), first, rows, member).read(H5T_NATIVE_DOUBLE, values.data()))
        refuse(array.path);
    return values;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5_file.h"

#include "core/base/error.h"
#include "core/base/hdf5_links.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/read/hdf5/hdf5_types.h"
#include "core/data/read/hdf5/lzf_filter.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int kDeepest = 4; ///< groups in groups that are listed
constexpr size_t kShown = 20;

Hdf5Array describe(hid_t dataset, const std::string& path)
{
    const h5::Id space(H5Dget_space(dataset), H5Sclose);
    const h5::Id type(H5Dget_type(dataset), H5Tclose);
    Hdf5Array array{path, {}, hdf5TypeOf(type.get()), {}};
    if (array.values.type == H5T_COMPOUND)
        array.members = hdf5Members(type.get());
    array.shape.resize(static_cast<size_t>(std::max(H5Sget_simple_extent_ndims(space.get()), 0)));
    H5Sget_simple_extent_dims(space.get(), array.shape.data(), nullptr);
    return array;
}

std::string pathIn(const std::string& group, const std::string& name)
{
    return group == "/" || group.empty() ? name : group + "/" + name;
}

} // namespace

bool Hdf5Type::isCell() const
{
    return type == H5T_INTEGER || type == H5T_FLOAT || type == H5T_STRING || type == H5T_ENUM || truth;
}

bool Hdf5Array::isColumn() const
{
    return (shape.size() == 1 || (shape.size() == 2 && shape[1] == 1)) && values.isCell();
}

bool Hdf5Array::isMatrix() const
{
    return shape.size() == 2 && values.isNumber() && shape[0] > 0 && shape[1] > 0;
}

std::string Hdf5Array::text() const
{
    std::vector<std::string> sizes;
    for (const hsize_t size : shape)
        sizes.push_back(std::to_string(size));
    return name() + " [" + join(sizes, ", ") + "]";
}

std::string Hdf5Array::pathText() const
{
    const std::string group = Hdf5File::groupOf(path);
    return (group == "/" ? std::string() : group + "/") + text();
}

herr_t Hdf5File::onLink(const char* /*parent*/, const char* /*group*/, const char* file,
                        const char* /*object*/, unsigned* /*flags*/, hid_t /*access*/, void* data)
{
    auto& links = *static_cast<Links*>(data);
    if (!links.follow)
        links.refused = file;
    return links.follow ? 0 : -1;
}

Hdf5File::Hdf5File(const std::filesystem::path& path, bool followLinks)
    : m_name(path.string())
    , m_links(std::make_unique<Links>())
    , m_file(H5Fopen(m_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose)
    , m_access(H5Pcreate(H5P_LINK_ACCESS), H5Pclose)
    , m_groupAccess(H5Pcreate(H5P_GROUP_ACCESS), H5Pclose)
    , m_dataAccess(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose)
{
    if (!m_file.valid())
        throw InputError(m_name + ": cannot be opened as HDF5; the file may be damaged or cut short.");
    m_links->follow = followLinks;
    for (const hid_t access : {m_access.get(), m_groupAccess.get(), m_dataAccess.get()})
        H5Pset_elink_cb(access, onLink, m_links.get());
    H5Pset_efile_prefix(m_dataAccess.get(), "${ORIGIN}");
    H5Pset_virtual_prefix(m_dataAccess.get(), "${ORIGIN}");
    registerLzfFilter();
}

std::string Hdf5File::groupOf(const std::string& path)
{
    const size_t slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

bool Hdf5File::isGroup(const std::string& path) const
{
    const h5::Id object(H5Oopen(m_file.get(), path.c_str(), m_access.get()), H5Oclose);
    return object.valid() && H5Iget_type(object.get()) == H5I_GROUP;
}

bool Hdf5File::hasAttribute(const std::string& path, const char* attribute) const
{
    const h5::Id object(H5Oopen(m_file.get(), path.c_str(), m_access.get()), H5Oclose);
    return object.valid() && H5Aexists(object.get(), attribute) > 0;
}

/// The names in a group. @throws InputError
static std::vector<std::string> namesIn(hid_t group, const std::string& file, const std::string& path)
{
    const auto names = h5::linkNames(group);
    if (!names)
        throw InputError(file + ": the group '" + path + "' cannot be listed; the file is damaged.");
    return *names;
}

std::vector<Hdf5Array> Hdf5File::arraysOf(const std::string& group) const
{
    const h5::Id opened(H5Gopen2(m_file.get(), group.c_str(), m_groupAccess.get()), H5Gclose);
    if (!opened.valid())
        throw InputError(m_name + ": there is no group '" + group + "'.");
    std::vector<Hdf5Array> arrays;
    for (const std::string& name : namesIn(opened.get(), m_name, group)) {
        const h5::Id object(H5Oopen(opened.get(), name.c_str(), m_access.get()), H5Oclose);
        if (object.valid() && H5Iget_type(object.get()) == H5I_DATASET) {
            noteFile(object.get());
            arrays.push_back(describe(object.get(), pathIn(group, name)));
        }
    }
    return arrays;
}

std::vector<std::string> Hdf5File::groupsOf(const std::string& group) const
{
    const h5::Id opened(H5Gopen2(m_file.get(), group.c_str(), m_groupAccess.get()), H5Gclose);
    std::vector<std::string> groups;
    if (!opened.valid())
        return groups;
    for (const std::string& name : namesIn(opened.get(), m_name, group)) {
        H5L_info_t link;
        const bool own = H5Lget_info(opened.get(), name.c_str(), &link, H5P_DEFAULT) >= 0
            && link.type == H5L_TYPE_HARD; // others may lead back
        if (own && isGroup(pathIn(group, name)))
            groups.push_back(pathIn(group, name));
    }
    return groups;
}

std::vector<std::string> Hdf5File::foreignLinks(const std::string& group) const
{
    const h5::Id opened(H5Gopen2(m_file.get(), group.c_str(), m_groupAccess.get()), H5Gclose);
    std::vector<std::string> links;
    if (!opened.valid() || m_links->follow)
        return links;
    for (const std::string& name : namesIn(opened.get(), m_name, group)) {
        m_links->refused.clear();
        const h5::Id object(H5Oopen(opened.get(), name.c_str(), m_access.get()), H5Oclose);
        if (!object.valid() && !m_links->refused.empty())
            links.push_back(name + " (in " + m_links->refused + ")");
    }
    return links;
}

/// Remembers the file that an object lies in.
void Hdf5File::noteFile(hid_t object) const
{
    std::string name(4096, '\0');
    const ssize_t size = H5Fget_name(object, name.data(), name.size());
    name.resize(size > 0 ? std::min(static_cast<size_t>(size), name.size()) : 0);
    if (!name.empty() && name != m_name)
        m_links->files.insert(name);
}

Hdf5Array Hdf5File::find(const std::string& path) const
{
    m_links->refused.clear();
    const h5::Id group(H5Gopen2(m_file.get(), groupOf(path).c_str(), m_groupAccess.get()), H5Gclose);
    h5::Id object(H5Oopen(m_file.get(), path.c_str(), m_access.get()), H5Oclose);
    if (!object.valid() && !m_links->refused.empty())
        throw InputError(m_name + ": '" + path + "' lies in another file, " + m_links->refused
                         + "; --follow-links reads it, too.");
    if (!group.valid())
        throw InputError(m_name + ": there is no group '" + groupOf(path) + "'.");
    if (!object.valid() || H5Iget_type(object.get()) != H5I_DATASET)
        return {};
    noteFile(object.get());
    Hdf5Array array = describe(object.get(), path);
    object.reset(); // it cannot be open in two ways at once
    requireReadable(array);
    return array;
}

Hdf5Array Hdf5File::matrix(const std::string& path, const std::string& hint) const
{
    Hdf5Array array = find(path);
    if (array.path.empty())
        throw InputError(m_name + ": there is no matrix '" + path
                         + "'. The file has: " + contentsOf(groupOf(path)) + "." + hint);
    if (!array.isMatrix())
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
    const bool real = array.values.type == H5T_FLOAT;
    if (!array.isColumn() || real)
        throw InputError(m_name + ": '" + path + "' must be a column of texts or integers [rows], it is "
                         + array.text() + (real ? " of floating-point numbers" : "") + ".");
    return array;
}

void Hdf5File::addContents(const std::string& group, int depth, std::vector<std::string>& texts) const
{
    for (const Hdf5Array& array : arraysOf(group))
        texts.push_back(array.pathText());
    for (const std::string& link : foreignLinks(group))
        texts.push_back(link);
    for (const std::string& inner : groupsOf(group)) {
        if (depth < kDeepest && texts.size() <= 4 * kShown)
            addContents(inner, depth + 1, texts);
    }
}

std::string Hdf5File::contentsOf(const std::string& group) const
{
    std::vector<std::string> texts;
    addContents(group, 0, texts);
    return texts.empty() ? "nothing" : listed(texts, kShown);
}

h5::Id Hdf5File::openArray(const std::string& path) const
{
    h5::Id array(H5Dopen2(m_file.get(), path.c_str(), m_dataAccess.get()), H5Dclose);
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

void Hdf5File::readFloats(const Hdf5Array& array, hsize_t first, hsize_t rows, float* out) const
{
    if (!array.values.truth) {
        read(array, first, rows, H5T_NATIVE_FLOAT, out);
        return;
    }
    std::vector<int8_t> bits(rows * (array.shape.size() > 1 ? array.shape[1] : 1));
    read(array, first, rows, array.values.type == H5T_BITFIELD ? H5T_NATIVE_B8 : H5T_NATIVE_INT8,
         bits.data());
    std::transform(bits.begin(), bits.end(), out, [](int8_t bit) { return bit == 0 ? 0.0F : 1.0F; });
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

} // namespace leap

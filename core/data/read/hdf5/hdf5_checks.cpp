// SPDX-License-Identifier: GPL-3.0-or-later
// What a dataset needs to be read: filters, bytes of its own file, and no more of them than the file can
// have.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/read/hdf5_file.h"

#include <array>

namespace leap {
namespace {

struct KnownFilter {
    H5Z_filter_t id;
    const char* name;
};
constexpr std::array<KnownFilter, 10> kFilters{{{307, "bzip2"},
                                                {32000, "lzf"},
                                                {32001, "blosc"},
                                                {32004, "lz4"},
                                                {32008, "bitshuffle"},
                                                {32013, "zfp"},
                                                {32015, "zstd"},
                                                {32017, "sz"},
                                                {32026, "blosc2"},
                                                {4, "szip"}}};

std::string filterText(H5Z_filter_t id, const std::string& inFile)
{
    for (const KnownFilter& filter : kFilters) {
        if (filter.id == id)
            return std::to_string(id) + " (" + filter.name + ")";
    }
    return std::to_string(id) + (inFile.empty() ? "" : " (" + inFile + ")");
}

/// The names of files that hold the bytes of a dataset; "." is the file itself.
std::set<std::string> filesOf(hid_t properties)
{
    std::set<std::string> files;
    std::string name(4096, '\0');
    for (int i = 0; i < H5Pget_external_count(properties); ++i) {
        if (H5Pget_external(properties, static_cast<unsigned>(i), name.size(), name.data(), nullptr, nullptr)
            >= 0)
            files.insert(name.substr(0, name.find('\0')));
    }
    size_t sources = 0;
    if (H5Pget_layout(properties) != H5D_VIRTUAL || H5Pget_virtual_count(properties, &sources) < 0)
        return files;
    for (size_t i = 0; i < sources; ++i) {
        const ssize_t size = H5Pget_virtual_filename(properties, i, name.data(), name.size());
        if (size > 0)
            files.insert(name.substr(0, static_cast<size_t>(size)));
    }
    files.erase(".");
    return files;
}

} // namespace

void Hdf5File::requireReadable(const Hdf5Array& array) const
{
    const h5::Id data = openArray(array.path);
    requireOwnBytes(data.get(), array.path);
    requireFilters(data.get(), array.path);
    requireSize(array);
}

void Hdf5File::requireFilters(hid_t dataset, const std::string& path) const
{
    const h5::Id properties(H5Dget_create_plist(dataset), H5Pclose);
    for (int i = 0; i < H5Pget_nfilters(properties.get()); ++i) {
        unsigned flags = 0, config = 0;
        size_t values = 0;
        std::array<char, 256> name{};
        const H5Z_filter_t id = H5Pget_filter2(properties.get(), static_cast<unsigned>(i), &flags, &values,
                                               nullptr, name.size(), name.data(), &config);
        name.back() = '\0';
        if (id > 0 && H5Zfilter_avail(id) <= 0)
            throw InputError(m_name + ": '" + path + "' needs filter " + filterText(id, name.data())
                             + ", which is not installed. Write the file with gzip instead (h5py: "
                               "compression='gzip'), or install the filter and name its folder in "
                               "HDF5_PLUGIN_PATH.");
    }
}

void Hdf5File::requireOwnBytes(hid_t dataset, const std::string& path) const
{
    const h5::Id properties(H5Dget_create_plist(dataset), H5Pclose);
    const std::set<std::string> files = filesOf(properties.get());
    if (files.empty())
        return;
    if (!m_links->follow)
        throw InputError(m_name + ": the values of '" + path + "' lie in another file, " + *files.begin()
                         + "; --follow-links reads them, too.");
    for (const std::string& file : files) {
        const std::filesystem::path place = std::filesystem::path(m_name).parent_path() / file;
        if (!std::filesystem::is_regular_file(place))
            throw InputError(m_name + ": the values of '" + path + "' lie in " + place.string()
                             + ", which is no file.");
        m_links->files.insert(place.string());
    }
}

/// A damaged file, or one made to harm, may declare any size.
void Hdf5File::requireSize(const Hdf5Array& array) const
{
    constexpr double kHarmless = 64 << 20; ///< bytes
    constexpr double kMostRatio = 4096; ///< of a dataset that was packed
    auto bytes = static_cast<double>(array.values.bytes);
    for (const hsize_t size : array.shape)
        bytes *= static_cast<double>(size);
    auto has = static_cast<double>(std::filesystem::file_size(m_name));
    for (const std::string& file : m_links->files)
        has += static_cast<double>(std::filesystem::file_size(file));
    if (bytes > kHarmless && bytes > kMostRatio * has)
        throw InputError(m_name + ": " + array.text() + " needs " + significant(bytes, 3)
                         + " bytes, more than a file of " + grouped(static_cast<int64_t>(has))
                         + " bytes can hold; the file is damaged.");
}

} // namespace leap

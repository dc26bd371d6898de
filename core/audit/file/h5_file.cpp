// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/h5.h"
#include "core/base/error.h"

#include <utility>

namespace leap::h5 {
namespace {

herr_t keepInnermost(unsigned, const H5E_error2_t* error, void* text)
{
    if (error->desc)
        *static_cast<std::string*>(text) = error->desc;
    return 0;
}

std::string innermostMessage()
{
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keepInnermost, &text);
    H5Eclear2(H5E_DEFAULT);
    return text;
}

/// Metadata with checksums (format of 1.10), no file locks: files are replaced whole, never changed in place.
Id accessProperties()
{
    Id properties(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    H5Pset_libver_bounds(properties.get(), H5F_LIBVER_V110, H5F_LIBVER_V110);
    H5Pset_fclose_degree(properties.get(), H5F_CLOSE_STRONG);
    H5Pset_file_locking(properties.get(), false, true);
    return properties;
}

} // namespace

void Origin::fail(const std::string& place, const std::string& what) const
{
    const std::string detail = innermostMessage();
    const std::string text = what + (detail.empty() ? "" : " (" + detail + ")");
    if (writing)
        throw cannotWrite(file + ", " + place, text);
    throw InputError(file + ", " + place + ": " + text + "; the file is damaged or not written by LeAP.");
}

Writer::Writer(const std::filesystem::path& file, const std::filesystem::path& shown)
    : m_origin(std::make_shared<Origin>(Origin{shown.string(), true}))
{
    const Id access = accessProperties();
    m_file = Id(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose);
    if (!m_file.valid())
        m_origin->fail("/", "the file cannot be made");
    m_root = std::make_unique<Group>(m_origin, "", Id(H5Gopen2(m_file.get(), "/", H5P_DEFAULT), H5Gclose));
}

void Writer::close()
{
    m_root.reset();
    const bool flushed = H5Fflush(m_file.get(), H5F_SCOPE_GLOBAL) >= 0;
    if (!flushed || !m_file.reset())
        m_origin->fail("/", "the file cannot be completed");
}

Reader::Reader(const std::filesystem::path& file)
    : m_origin(std::make_shared<Origin>(Origin{file.string(), false}))
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        throw InputError("There is no file " + file.string() + ".");
    if (std::filesystem::is_directory(file, ignored))
        throw InputError(file.string() + " is a folder, not a LeAP audit.");
    if (H5Fis_hdf5(file.c_str()) <= 0) {
        H5Eclear2(H5E_DEFAULT);
        throw InputError(file.string()
                         + " is no HDF5 file (or its beginning is lost), so it is no LeAP audit.");
    }
    const Id access = accessProperties();
    m_file = Id(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
    if (!m_file.valid())
        m_origin->fail("/", "the file cannot be opened");
    Id root(H5Gopen2(m_file.get(), "/", H5P_DEFAULT), H5Gclose);
    if (!root.valid())
        m_origin->fail("/", "the file cannot be opened");
    m_root = std::make_unique<Group>(m_origin, "", std::move(root));
}

} // namespace leap::h5

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/hdf5_output.h"

#include "core/base/error.h"

namespace leap::synth {

Hdf5Output::Hdf5Output(const std::filesystem::path& path, const std::filesystem::path& target)
    : m_target(target)
    , m_file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose)
{
    orFail(m_file.valid(), "the file cannot be created");
}

void Hdf5Output::orFail(bool good, const std::string& what) const
{
    if (!good)
        throw cannotWrite(m_target.string(), what + " (HDF5)");
}

void Hdf5Output::makeGroup(const std::string& name)
{
    const h5::Id group(H5Gcreate2(m_file.get(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                       H5Gclose);
    orFail(group.valid(), "no group " + name);
}

void Hdf5Output::makeArray(const std::string& name, hid_t type, const std::vector<hsize_t>& shape,
                           hsize_t chunkRows)
{
    const h5::Id space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
    const h5::Id layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_obj_track_times(layout.get(), false);
    if (chunkRows > 0) {
        std::vector<hsize_t> chunk = shape;
        chunk[0] = chunkRows;
        orFail(H5Pset_chunk(layout.get(), static_cast<int>(chunk.size()), chunk.data()) >= 0, "chunks");
    }
    const h5::Id array(
        H5Dcreate2(m_file.get(), name.c_str(), type, space.get(), H5P_DEFAULT, layout.get(), H5P_DEFAULT),
        H5Dclose);
    orFail(array.valid(), "no dataset " + name);
}

void Hdf5Output::writeRows(const std::string& name, hsize_t first, hsize_t rows, hid_t memoryType,
                           const void* data)
{
    h5::Id array(H5Dopen2(m_file.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
    orFail(array.valid(), "no dataset " + name);
    const h5::Id space(H5Dget_space(array.get()), H5Sclose);
    std::vector<hsize_t> count(static_cast<size_t>(H5Sget_simple_extent_ndims(space.get())));
    H5Sget_simple_extent_dims(space.get(), count.data(), nullptr);
    std::vector<hsize_t> start(count.size(), 0);
    start[0] = first;
    count[0] = rows;
    H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    const h5::Id memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose);
    const bool written = H5Dwrite(array.get(), memoryType, memory.get(), space.get(), H5P_DEFAULT, data) >= 0;
    orFail(array.reset() && written, "rows of " + name);
}

void Hdf5Output::finish()
{
    orFail(m_file.reset(), "closing");
}

h5::Id halfType()
{
    h5::Id type(H5Tcopy(H5T_IEEE_F32LE), H5Tclose);
    constexpr size_t kSign = 15, kExponent = 10, kExponentBits = 5, kMantissa = 0, kMantissaBits = 10;
    H5Tset_fields(type.get(), kSign, kExponent, kExponentBits, kMantissa, kMantissaBits);
    H5Tset_size(type.get(), 2);
    H5Tset_ebias(type.get(), 15);
    return type;
}

} // namespace leap::synth

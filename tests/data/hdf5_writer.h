// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <filesystem>
#include <hdf5.h>
#include <vector>

namespace leap::test {

/// A file under construction.
class Hdf5Writer {
public:
    explicit Hdf5Writer(const std::filesystem::path& path)
        : m_file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT))
    {
    }
    Hdf5Writer(const Hdf5Writer&) = delete;
    Hdf5Writer& operator=(const Hdf5Writer&) = delete;
    ~Hdf5Writer() { H5Fclose(m_file); }

    /// @param chunk its shape, packed by gzip; one that begins with 0: the values lie in one piece
    void add(const char* name, std::vector<hsize_t> shape, hid_t fileType, hid_t memoryType,
             const void* values, const std::vector<hsize_t>& chunk = {0}) const
    {
        const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
        const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
        if (chunk[0] > 0) {
            H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data());
            H5Pset_deflate(properties, 1);
        }
        const hid_t data = H5Dcreate2(m_file, name, fileType, space, H5P_DEFAULT, properties, H5P_DEFAULT);
        H5Pclose(properties);
        if (H5Dwrite(data, memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
            qFatal("can't write the test's file");
        H5Dclose(data);
        H5Sclose(space);
    }
    void addGroup(const char* name) const
    {
        H5Gclose(H5Gcreate2(m_file, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    }

private:
    hid_t m_file;
};

/// IEEE binary16, as numpy and h5py write it.
inline hid_t halfType()
{
    const hid_t type = H5Tcopy(H5T_IEEE_F32LE);
    H5Tset_fields(type, 15, 10, 5, 0, 10);
    H5Tset_size(type, 2);
    H5Tset_ebias(type, 15);
    return type;
}

} // namespace leap::test

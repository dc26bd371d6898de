// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hdf5_id.h"

#include <filesystem>
#include <string>
#include <vector>

namespace leap::synth {

/// A new HDF5 file whose bytes depend only on its contents (no times are stored). Use it from one thread.
class Hdf5Output {
public:
    /// Writes to `path`; messages name `target`. @throws FailureError
    Hdf5Output(const std::filesystem::path& path, const std::filesystem::path& target);

    void makeGroup(const std::string& name);
    /// Creates a dataset to be written by rows, in chunks of `chunkRows` rows, or contiguous if that is 0.
    void makeArray(const std::string& name, hid_t type, const std::vector<hsize_t>& shape, hsize_t chunkRows);
    /// Rows [first, first + rows) of an array; `memoryType` is that of `data`.
    void writeRows(const std::string& name, hsize_t first, hsize_t rows, hid_t memoryType, const void* data);
    void finish();

private:
    void orFail(bool good, const std::string& what) const;

    std::filesystem::path m_target;
    h5::Silence m_silence;
    h5::Id m_file;
};

/// IEEE half precision; HDF5 1.10 has no name for it.
[[nodiscard]] h5::Id halfType();

} // namespace leap::synth

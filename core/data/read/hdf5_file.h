// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hdf5_id.h"

#include <filesystem>
#include <string>
#include <vector>

namespace leap {

/// One dataset of an HDF5 file.
struct Hdf5Array {
    std::string path; ///< with its groups
    std::vector<hsize_t> shape;
    H5T_class_t type = H5T_NO_CLASS;
    size_t typeBytes = 0;
    [[nodiscard]] std::string name() const
    {
        return path.substr(path.rfind('/') + 1);
    } ///< without its groups
    [[nodiscard]] bool isColumn() const; ///< one number or text a row
    [[nodiscard]] std::string text() const; ///< "X [40, 6]"
};

/// A file that is open for reading. Private to core/data. HDF5 is not thread-safe: one thread at a time.
class Hdf5File {
public:
    /// @throws InputError
    explicit Hdf5File(const std::filesystem::path& path);

    [[nodiscard]] const std::string& name() const { return m_name; }
    /// The datasets of a group ("/" or ""), by name. @throws InputError when there is no such group
    [[nodiscard]] std::vector<Hdf5Array> arraysOf(const std::string& group) const;
    /// A matrix of numbers [rows, columns]. @throws InputError, ending with `hint` when there is none
    [[nodiscard]] Hdf5Array matrix(const std::string& path, const std::string& hint = {}) const;
    /// A dataset of texts or integers [rows]. @throws InputError
    [[nodiscard]] Hdf5Array textColumn(const std::string& path) const;

    /// Elements of the rows [first, first + rows) as `memoryType`.
    void read(const Hdf5Array& array, hsize_t first, hsize_t rows, hid_t memoryType, void* out) const;
    [[nodiscard]] int64_t chunkRows(const Hdf5Array& array) const; ///< 1 where it is not chunked
    /// A column of texts, or of integers as their decimals.
    [[nodiscard]] std::vector<std::string> readTexts(const Hdf5Array& array) const;

    [[nodiscard]] static std::string groupOf(const std::string& path); ///< "/" where there is none

private:
    /// Nothing (an empty path) when there is no such dataset.
    [[nodiscard]] Hdf5Array find(const std::string& path) const;
    [[nodiscard]] std::string contentsOf(const std::string& group) const;
    [[nodiscard]] h5::Id openArray(const std::string& path) const;
    [[noreturn]] void refuse(const std::string& path) const;

    std::string m_name;
    h5::Id m_file;
};

} // namespace leap

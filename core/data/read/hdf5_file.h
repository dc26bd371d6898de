// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hdf5_id.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace leap {

/// What the values of a dataset are, or those of a member of a compound dataset.
struct Hdf5Type {
    H5T_class_t type = H5T_NO_CLASS;
    size_t bytes = 0;
    bool isUnsigned = false;
    bool truth = false; ///< an enumeration of FALSE and TRUE, as h5py writes it, or bits
    [[nodiscard]] bool isNumber() const { return type == H5T_FLOAT || type == H5T_INTEGER || truth; }
    [[nodiscard]] bool isCell() const; ///< one number, text or name
};

/// One dataset of an HDF5 file.
struct Hdf5Array {
    std::string path; ///< with its groups
    std::vector<hsize_t> shape;
    Hdf5Type values;
    std::vector<std::pair<std::string, Hdf5Type>> members; ///< of a compound; a member in a member is "a/b"
    [[nodiscard]] std::string name() const
    {
        return path.substr(path.rfind('/') + 1);
    } ///< without its groups
    [[nodiscard]] bool isColumn() const; ///< one number or text a row: [N] or [N, 1]
    [[nodiscard]] bool isMatrix() const; ///< numbers [N, D]
    [[nodiscard]] bool isCompound() const { return shape.size() == 1 && values.type == H5T_COMPOUND; }
    [[nodiscard]] hsize_t rows() const { return shape.empty() ? 0 : shape[0]; }
    [[nodiscard]] std::string text() const; ///< "X [40, 6]"
    [[nodiscard]] std::string pathText() const; ///< "train/X [40, 6]"
};

/// A file that is open for reading. Private to core/data. HDF5 is not thread-safe: one thread at a time.
/// Datasets that lie in other files (external links, external storage, virtual datasets) are refused, unless
/// the user allows them.
class Hdf5File {
public:
    /// @throws InputError
    explicit Hdf5File(const std::filesystem::path& path, bool followLinks = false);

    [[nodiscard]] const std::string& name() const { return m_name; }
    /// The datasets of a group ("/" or ""), by name; those behind links to other files only where these are
    /// followed. @throws InputError when there is no such group
    [[nodiscard]] std::vector<Hdf5Array> arraysOf(const std::string& group) const;
    /// The groups in a group, by name, with their path. @throws as arraysOf()
    [[nodiscard]] std::vector<std::string> groupsOf(const std::string& group) const;
    /// The links of a group that lead to another file, as "X (in other.h5)".
    [[nodiscard]] std::vector<std::string> foreignLinks(const std::string& group) const;
    [[nodiscard]] bool isGroup(const std::string& path) const;
    [[nodiscard]] bool hasAttribute(const std::string& path, const char* attribute) const;
    /// Nothing (an empty path) when there is no such dataset. @throws InputError where it may not be read: it
    /// lies in another file, a filter of it is missing, or it says that it is larger than its file can hold
    [[nodiscard]] Hdf5Array find(const std::string& path) const;
    /// A matrix of numbers [rows, columns]. @throws InputError, ending with `hint` when there is none
    [[nodiscard]] Hdf5Array matrix(const std::string& path, const std::string& hint = {}) const;
    /// A dataset of texts or integers [rows]. @throws InputError
    [[nodiscard]] Hdf5Array textColumn(const std::string& path) const;
    /// @throws InputError as find() does
    void requireReadable(const Hdf5Array& array) const;

    /// Elements of the rows [first, first + rows) as `memoryType`.
    void read(const Hdf5Array& array, hsize_t first, hsize_t rows, hid_t memoryType, void* out) const;
    /// The same of a matrix as float32; truth values are 0 and 1.
    void readFloats(const Hdf5Array& array, hsize_t first, hsize_t rows, float* out) const;
    [[nodiscard]] int64_t chunkRows(const Hdf5Array& array) const; ///< 1 where it is not chunked
    /// A column of texts, or of integers as their decimals.
    [[nodiscard]] std::vector<std::string> readTexts(const Hdf5Array& array) const;
    /// Texts of the rows [first, first + rows); of a compound, of the member of this path.
    [[nodiscard]] std::vector<std::string> readTexts(const Hdf5Array& array, hsize_t first, hsize_t rows,
                                                     const std::string& member = {}) const;
    /// Numbers of the rows [first, first + rows); of a compound, of the member of this path.
    [[nodiscard]] std::vector<double> readReals(const Hdf5Array& array, hsize_t first, hsize_t rows,
                                                const std::string& member = {}) const;
    /// The dataset; @throws InputError
    [[nodiscard]] h5::Id openArray(const std::string& path) const;
    [[noreturn]] void refuse(const std::string& path) const;

    /// Other files that were read through links, by name; only where links are followed.
    [[nodiscard]] const std::set<std::string>& linkedFiles() const { return m_links->files; }
    /// Datasets of a group and of the groups in it, for messages.
    [[nodiscard]] std::string contentsOf(const std::string& group) const;

    [[nodiscard]] static std::string groupOf(const std::string& path); ///< "/" where there is none

private:
    /// What is known of other files; HDF5 keeps its address while the file is open.
    struct Links {
        bool follow = false;
        std::set<std::string> files;
        std::set<std::string> checked; ///< files whose heaps are sound
        std::string refused; ///< the file that a link led to, the last time one was not followed
    };
    static herr_t onLink(const char* parent, const char* group, const char* file, const char* object,
                         unsigned* flags, hid_t access, void* links);
    void requireHeaps() const;
    void requireFilters(hid_t dataset, const std::string& path) const;
    void requireOwnBytes(hid_t dataset, const std::string& path) const;
    void requireSize(const Hdf5Array& array) const;
    void noteFile(hid_t object) const;
    void addContents(const std::string& group, int depth, std::vector<std::string>& texts) const;

    std::string m_name;
    std::unique_ptr<Links> m_links;
    h5::Id m_file;
    h5::Id m_access; ///< of links
    h5::Id m_groupAccess;
    h5::Id m_dataAccess; ///< of datasets
};

} // namespace leap

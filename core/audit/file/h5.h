// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hdf5_id.h"

#include <cstdint>
#include <filesystem>
#include <hdf5.h>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The few kinds of things that LeAP's HDF5 files hold. Private to core/audit. Every failure is an exception
/// that names the file and the place in it; HDF5 itself prints nothing.
namespace leap::h5 {

/// The file that a group belongs to, for messages.
struct Origin {
    std::string file;
    bool writing = false;
    /// @throws FailureError when writing, InputError when reading, with HDF5's innermost message.
    [[noreturn]] void fail(const std::string& place, const std::string& what) const;
};

/// A group and what lies in it. Arrays are compressed and carry checksums; texts are UTF-8 of fixed length.
class Group {
public:
    Group(std::shared_ptr<const Origin> origin, std::string path, Id id);

    [[nodiscard]] Group create(const std::string& name) const;
    [[nodiscard]] Group open(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] bool isGroup(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> names() const; ///< of its members, in byte order
    [[nodiscard]] std::string place(const std::string& name) const; ///< "/runs/1/gates"
    [[nodiscard]] std::string fullPlace(const std::string& name) const; ///< with the file: "a.leap, /runs/1"
    [[noreturn]] void fail(const std::string& name, const std::string& what) const;

    void setInt(const std::string& name, int64_t value) const; ///< attributes
    void setDouble(const std::string& name, double value) const;
    void setText(const std::string& name, std::string_view text) const;
    [[nodiscard]] bool hasAttribute(const std::string& name) const;
    [[nodiscard]] int64_t intOf(const std::string& name) const;
    [[nodiscard]] double doubleOf(const std::string& name) const;
    [[nodiscard]] std::string textOf(const std::string& name) const;

    /// A dataset of `shape`, row-major. T: float, double, int64_t, uint8_t.
    template <typename T>
    void write(const std::string& name, std::span<const T> values, const std::vector<int64_t>& shape) const;
    template <typename T> void write(const std::string& name, const std::vector<T>& values) const
    {
        write(name, std::span<const T>(values), {static_cast<int64_t>(values.size())});
    }
    void writeTexts(const std::string& name, const std::vector<std::string>& texts) const;
    void writeText(const std::string& name, const std::string& text) const { writeTexts(name, {text}); }

    /// `name` becomes another name of the dataset `of`, which lies in this group or below: stored once.
    void link(const std::string& name, const std::string& of) const;

    template <typename T> [[nodiscard]] std::vector<T> read(const std::string& name) const;
    /// @throws InputError when the dataset has another shape
    template <typename T>
    [[nodiscard]] std::vector<T> read(const std::string& name, const std::vector<int64_t>& shape) const;
    [[nodiscard]] std::vector<std::string> readTexts(const std::string& name, int64_t count = -1) const;
    [[nodiscard]] std::string readText(const std::string& name) const;
    [[nodiscard]] std::vector<int64_t> shapeOf(const std::string& name) const;
    enum class Type { Float, Double, Int, Byte, Other };
    [[nodiscard]] Type typeOf(const std::string& name) const;

private:
    [[nodiscard]] Id dataset(const std::string& name) const;
    [[nodiscard]] Id attribute(const std::string& name) const;
    void setAttribute(const std::string& name, hid_t fileType, hid_t memoryType, const void* value) const;
    void getAttribute(const std::string& name, hid_t memoryType, H5T_class_t expected, void* value) const;
    void writeRaw(const std::string& name, hid_t fileType, hid_t memoryType,
                  const std::vector<int64_t>& shape, const void* values) const;
    void readRaw(const std::string& name, hid_t memoryType, void* values) const;

    std::shared_ptr<const Origin> m_origin;
    std::string m_path; ///< "" for the root
    Id m_id;
};

/// A file that is written from scratch. close() must be called: it tells whether all reached the disk.
class Writer {
public:
    /// @param shown the name in messages (the file itself may be a temporary one)
    Writer(const std::filesystem::path& file, const std::filesystem::path& shown);
    [[nodiscard]] const Group& root() const { return *m_root; }
    void close();

private:
    Silence m_silence;
    std::shared_ptr<const Origin> m_origin;
    Id m_file;
    std::unique_ptr<Group> m_root;
};

/// A file opened for reading. @throws InputError when there is none or it is no HDF5 file.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file);
    [[nodiscard]] const Group& root() const { return *m_root; }

private:
    Silence m_silence;
    std::shared_ptr<const Origin> m_origin;
    Id m_file;
    std::unique_ptr<Group> m_root;
};

} // namespace leap::h5

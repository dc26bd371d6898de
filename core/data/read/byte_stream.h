// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/sha256.h"
#include "core/data/read/text/text_encoding.h"

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

namespace leap {

class UnpackingStream;

/// A file's bytes on their way to a parser: hashed and counted as they lie in the file, unpacked where they
/// are compressed (gzip, zstd, bzip2, xz, lz4: told by content). Private to core/data.
class ByteFile {
public:
    /// @throws InputError when the file cannot be opened or is empty.
    ByteFile(const std::filesystem::path& path, std::shared_ptr<Sha256> hash);

    /// The next bytes after unpacking, fewer only at the end. @throws InputError naming the file (truncated
    /// or damaged compressed data).
    [[nodiscard]] std::string read(int64_t bytes);
    /// From here on the bytes are a text of this encoding and are given as UTF-8.
    /// @param before what was read so far; returned as UTF-8
    [[nodiscard]] std::string decode(TextEncoding encoding, std::string_view before);
    /// Hashes what no parser asked for.
    void finish();
    /// What to tell the user after the last byte was read; mostly empty.
    [[nodiscard]] std::string warning() const;

    [[nodiscard]] const std::string& name() const { return m_name; } ///< without folder
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const std::string& compression() const { return m_compression; } ///< "" or "gzip" ...
    [[nodiscard]] TextEncoding encoding() const { return m_encoding; }
    [[nodiscard]] int64_t packedBytes() const { return m_size; }
    [[nodiscard]] int64_t packedBytesRead() const; ///< any thread
    [[nodiscard]] const std::shared_ptr<arrow::io::InputStream>& stream() const { return m_stream; }

private:
    std::filesystem::path m_path;
    std::string m_name;
    std::string m_compression;
    TextEncoding m_encoding = TextEncoding::Utf8;
    int64_t m_size = 0;
    std::shared_ptr<arrow::io::InputStream> m_raw;
    std::shared_ptr<UnpackingStream> m_unpacking; ///< null: the file is not packed
    std::shared_ptr<arrow::io::InputStream> m_stream;
};

/// Text of a ByteFile for the CSV parser: `head` first (already read and cut), then the rest of the file.
class TextBytes {
public:
    /// @param file must outlive this @param headOffset where `head` begins in the unpacked file
    TextBytes(ByteFile& file, std::string head, int64_t headOffset);

    /// The next bytes, fewer than asked for only where the file says so; 0 = the end. @throws InputError for
    /// damaged compressed data and for NUL bytes, naming their line
    [[nodiscard]] size_t read(char* to, size_t bytes);
    /// Nothing is left to read. @throws as read()
    [[nodiscard]] bool ended();
    [[nodiscard]] const std::filesystem::path& path() const { return m_file.path(); }

private:
    [[noreturn]] void refuseNul(int64_t offset) const;

    ByteFile& m_file;
    std::string m_head;
    size_t m_headRead = 0;
    int64_t m_position; ///< in the unpacked file
};

/// Tells the user what Arrow reports. @throws InputError always.
[[noreturn]] void refuseStream(const ByteFile& file, const arrow::Status& status);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/byte_stream.h"
#include "core/data/schema/options.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leap {

/// The lines of a file, unpacked, one after another. Private to core/data, as is all of this file.
class LineReader {
public:
    /// @throws InputError
    LineReader(const std::filesystem::path& path, std::shared_ptr<Sha256> hash);
    /// The next line without its end, which stays valid until the next call; nothing at the end of the file.
    /// @throws InputError: damaged, or a line longer than 256 MiB
    [[nodiscard]] std::optional<std::string_view> next();
    [[nodiscard]] int64_t line() const { return m_line; } ///< number of the last one, from 1
    [[nodiscard]] ByteFile& file() { return m_file; }

private:
    ByteFile m_file;
    std::string m_bytes;
    size_t m_at = 0; ///< the next line in m_bytes
    bool m_end = false;
    int64_t m_line = 0;
};

/// Rows that cannot be read: they are left out and counted, up to 1 % of all, or refused at once.
class BadLines {
public:
    explicit BadLines(const ReadOptions& options)
        : m_fail(options.badRows == BadRows::Fail)
    {
    }
    /// @param why "line 3: ..." @throws InputError where no row may be left out
    void add(const std::string& file, const std::string& why);
    /// @param rows that were read @return a sentence for people; empty: there are no bad rows
    /// @throws InputError where there are too many
    [[nodiscard]] std::string finish(int64_t rows) const;
    [[nodiscard]] int64_t count() const { return m_count; }

private:
    bool m_fail;
    int64_t m_count = 0;
    std::string m_first;
};

} // namespace leap

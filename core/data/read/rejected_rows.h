// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// The lines of one text file that are no rows of its table: bad rows, which the user should see, and others
/// that belong there (units, a header that is there again, a total). Private to core/data, as is all of this
/// file.
class RejectedRows {
public:
    struct Row {
        int64_t line; ///< of the file, from 1, that it begins in
        std::string reason; ///< "3 cells instead of 10"
        std::string text;
        bool bad;
    };
    /// @param file its name, for messages @param keepAll keep the text of all rows, for a file
    explicit RejectedRows(std::string file, bool keepAll = false);

    void add(int64_t line, std::string reason, std::string_view text, bool bad = true);
    /// Rows after this line are no bad ones where they look like a footer: the table has ended.
    void endTable(int64_t lastLine);
    [[nodiscard]] int64_t bad() const { return m_bad; }
    [[nodiscard]] int64_t count() const { return m_count; } ///< with those that are not bad
    [[nodiscard]] bool complete() const { return static_cast<int64_t>(m_rows.size()) == m_count; }
    /// "line 17: 3 cells instead of 10: '1,2,3'", of the first bad one.
    [[nodiscard]] std::string first() const;
    /// What to tell the user: one sentence for bad rows, one for others. @param kept where they are; may be
    /// empty
    [[nodiscard]] std::vector<std::string> summary(const std::string& kept) const;
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] const std::string& file() const { return m_file; }
    /// The option that reads what most bad rows look like, as a sentence; may be empty.
    [[nodiscard]] std::string advice() const;

private:
    [[nodiscard]] static std::string shown(const Row& row);
    [[nodiscard]] std::string examples(bool bad) const;

    std::string m_file;
    bool m_keepAll;
    int64_t m_count = 0;
    int64_t m_bad = 0;
    size_t m_bytes = 0;
    std::vector<Row> m_rows; ///< the first of them, see kKept
};

/// "3 cells instead of 10"
[[nodiscard]] std::string wrongCells(size_t cells, size_t columns);

/// The file that gets the rows set aside (--rejected): file, line, reason, row. @throws InputError where
/// something is there that was not written by writeRejected(), or where nothing can be written
void requireRejectedFile(const std::filesystem::path& target);
/// @throws FailureError naming the path
void writeRejected(const std::filesystem::path& target, const std::vector<RejectedRows>& files);

} // namespace leap

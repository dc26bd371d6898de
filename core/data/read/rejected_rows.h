// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// The rows of one text file that do not fit its columns. Private to core/data.
class RejectedRows {
public:
    RejectedRows(std::filesystem::path file, size_t columns);

    void add(int64_t row, int64_t cells, std::string_view text);
    [[nodiscard]] int64_t count() const { return m_count; }
    /// "row 17 has 3 cells instead of 10: '1,2,3'", of the first of them.
    [[nodiscard]] std::string first() const;
    /// Writes FILE.rejected.csv (row, reason, text) next to the file and returns what to tell the user.
    [[nodiscard]] std::string write() const;

private:
    struct Row {
        int64_t number; ///< record number in the file, from 1, the header included
        int64_t cells;
        std::string text;
    };
    [[nodiscard]] std::string reason(const Row& row) const;

    std::filesystem::path m_file;
    size_t m_columns;
    int64_t m_count = 0;
    std::vector<Row> m_rows; ///< the first of them, see kKept
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace leap {

/// A text table for a terminal: columns are as wide as their widest cell, two spaces apart.
class TextTable {
public:
    enum class Align { Left, Right };
    struct Column {
        std::string title;
        Align align = Align::Left;
    };

    explicit TextTable(std::vector<Column> columns);
    /// One cell per column. Control characters become spaces; cells over 72 code points (160 in the last
    /// column) are cut off with "...".
    void add(std::vector<std::string> cells);
    /// All lines with their line ends, titles first. Widths count UTF-8 code points.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace leap {

/// A table of text for a terminal: columns as wide as their widest cell, two spaces between them.
class TextTable {
public:
    enum class Align { Left, Right };
    struct Column {
        std::string title;
        Align align = Align::Left;
    };

    explicit TextTable(std::vector<Column> columns);
    /// As many cells as columns. Control characters become spaces; cells of more than 72 code points (160 in
    /// the last column) are cut with "...".
    void add(std::vector<std::string> cells);
    /// Lines with their line ends, the titles first. Widths count UTF-8 code points.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace leap

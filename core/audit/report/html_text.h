// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/html_escape.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Pieces of XHTML. Whatever comes from data goes through escaped(), here or at the caller's. Private to
/// core/audit.
namespace leap {

/// <tag>text</tag>, the text escaped. @param tag may carry attributes: "p class=\"note\""
[[nodiscard]] std::string element(const std::string& tag, std::string_view text);

/// A table; the texts are escaped as they are added.
class HtmlTable {
public:
    struct Column {
        std::string title;
        bool number = false; ///< right-aligned
        int percent = 0; ///< of the page's width; 0 = as its content wants it. All columns of a table or none
    };
    explicit HtmlTable(std::vector<Column> columns);
    /// As many cells as columns. @param style class of the line, or empty
    void add(const std::vector<std::string>& cells, const std::string& style = {});
    [[nodiscard]] std::string html() const;

private:
    std::vector<Column> m_columns;
    std::string m_rows;
};

/// Names and what they are, line by line.
[[nodiscard]] std::string factTable(const std::vector<std::pair<std::string, std::string>>& facts);
/// Empty for an empty list.
[[nodiscard]] std::string bulletList(const std::vector<std::string>& items);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace leap {

/// How one line of a text is cut into cells. Private to core/data.
struct CsvForm {
    static constexpr char kNone = '\0'; ///< for quote and escape
    char delimiter = ',';
    bool blankRuns = false; ///< runs of blanks and tabs are between cells; `delimiter` is a blank
    char quote = '"';
    char escape = kNone; ///< inside quotes, before a quote; kNone: a quote is written twice
    bool blankBeforeQuote = false; ///< a quote after blanks opens a cell, too
    bool operator==(const CsvForm&) const = default;
};

[[nodiscard]] inline bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

[[nodiscard]] inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Where the line that `at` is in ends: at its line break, or at the end of the text.
[[nodiscard]] inline size_t lineEnd(std::string_view text, size_t at)
{
    const size_t end = text.find_first_of("\r\n", at);
    return end == std::string_view::npos ? text.size() : end;
}

/// The first byte after the line break at `end`.
[[nodiscard]] inline size_t afterBreak(std::string_view text, size_t end)
{
    if (end >= text.size())
        return text.size();
    return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
}

} // namespace leap

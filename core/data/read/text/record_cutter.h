// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/csv_form.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// A row of a text, cut into cells. Private to core/data, as is all of this file.
struct Record {
    std::vector<std::string> cells; ///< quotes taken off
    std::string_view text; ///< of the row, without its line break
    size_t begin = 0; ///< first byte
    size_t end = 0; ///< first byte after the line break
    int64_t line = 0; ///< that it begins in, from 1
    bool complete = false; ///< it ended with a line break
    bool open = false; ///< the text ended inside quotes
    bool quotedFirst = false; ///< the first cell is in quotes
    int oddQuotes = 0; ///< cells that go on after their closing quote, or have blanks before the first
};

/// Cuts rows as the CSV parser does, one by one: slower, but in every form. For the beginning of a file.
class RecordCutter {
public:
    RecordCutter(std::string_view text, size_t begin, int64_t line, const CsvForm& form)
        : m_text(text)
        , m_at(begin)
        , m_line(line)
        , m_form(form)
    {
    }
    /// The next row that is not empty; false at the end of the text.
    bool next(Record& record);
    /// Goes on in the line after the one that `record` begins in.
    void resumeAfterFirstLine(const Record& record);

private:
    void passEmptyLines();
    void passLineBreak();
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool atDelimiter() const;
    [[nodiscard]] bool opensQuote(Record& record);
    void passBlanks();
    std::string cell(Record& record);
    std::string quotedText(Record& record);

    std::string_view m_text;
    size_t m_at;
    int64_t m_line;
    CsvForm m_form;
};

/// The cells of one line; a quote that the line does not close is a character like others.
[[nodiscard]] std::vector<std::string> cellsOfLine(std::string_view line, const CsvForm& form);

} // namespace leap

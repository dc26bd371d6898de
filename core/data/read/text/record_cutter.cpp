// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/record_cutter.h"

namespace leap {

bool RecordCutter::next(Record& record)
{
    passEmptyLines();
    if (m_form.blankRuns)
        passBlanks();
    if (atEnd())
        return false;
    record = {};
    record.begin = m_at;
    record.line = m_line;
    for (;;) {
        record.cells.push_back(cell(record));
        if (m_form.blankRuns)
            passBlanks();
        if (atEnd() || isLineBreak(m_text[m_at]))
            break;
        m_at += m_form.blankRuns ? 0 : 1;
    }
    record.complete = !atEnd();
    record.text = m_text.substr(record.begin, m_at - record.begin);
    if (record.complete)
        passLineBreak();
    record.end = m_at;
    return true;
}

void RecordCutter::resumeAfterFirstLine(const Record& record)
{
    m_at = afterBreak(m_text, lineEnd(m_text, record.begin));
    m_line = record.line + 1;
}

void RecordCutter::passLineBreak()
{
    m_at = afterBreak(m_text, m_at);
    ++m_line;
}

/// Where blanks are between cells, a line of blanks is empty, too.
void RecordCutter::passEmptyLines()
{
    for (;;) {
        size_t end = m_at;
        while (m_form.blankRuns && end < m_text.size() && isBlank(m_text[end]))
            ++end;
        if (end >= m_text.size() || !isLineBreak(m_text[end]))
            return;
        m_at = end;
        passLineBreak();
    }
}

void RecordCutter::passBlanks()
{
    while (!atEnd() && isBlank(m_text[m_at]))
        ++m_at;
}

bool RecordCutter::atDelimiter() const
{
    return m_form.blankRuns ? isBlank(m_text[m_at]) : m_text[m_at] == m_form.delimiter;
}

/// Goes to the quote where one opens the cell.
bool RecordCutter::opensQuote(Record& record)
{
    if (m_form.quote == CsvForm::kNone)
        return false;
    size_t at = m_at;
    while (at < m_text.size() && isBlank(m_text[at]) && m_text[at] != m_form.delimiter)
        ++at;
    if (at >= m_text.size() || m_text[at] != m_form.quote)
        return false;
    if (at > m_at && !m_form.blankBeforeQuote) {
        ++record.oddQuotes;
        return false;
    }
    m_at = at;
    return true;
}

std::string RecordCutter::cell(Record& record)
{
    std::string value;
    if (opensQuote(record)) {
        record.quotedFirst = record.quotedFirst || record.cells.empty();
        value = quotedText(record);
        size_t at = m_at;
        while (at < m_text.size() && isBlank(m_text[at]))
            ++at;
        const bool ends = at >= m_text.size() || isLineBreak(m_text[at]) || m_text[at] == m_form.delimiter
            || (m_form.blankRuns && at > m_at) || (at > m_at && atDelimiter());
        record.oddQuotes += ends ? 0 : 1;
    }
    for (; !atEnd() && !isLineBreak(m_text[m_at]) && !atDelimiter(); ++m_at)
        value += m_text[m_at];
    return value;
}

/// From the opening quote on; ends after the closing one.
std::string RecordCutter::quotedText(Record& record)
{
    std::string value;
    for (++m_at; !atEnd(); ++m_at) {
        const char c = m_text[m_at];
        const char next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (m_form.escape != CsvForm::kNone && c == m_form.escape
            && (next == m_form.quote || next == m_form.escape)) {
            value += next;
            ++m_at;
            continue;
        }
        if (c == m_form.quote) {
            if (next != m_form.quote) {
                ++m_at;
                return value;
            }
            ++m_at;
        }
        if (c == '\n' || (c == '\r' && next != '\n'))
            ++m_line;
        value += c;
    }
    record.open = true;
    return value;
}

std::vector<std::string> cellsOfLine(std::string_view line, const CsvForm& form)
{
    Record record;
    if (!RecordCutter(line, 0, 1, form).next(record))
        return {};
    if (!record.open)
        return std::move(record.cells);
    CsvForm plain = form;
    plain.quote = CsvForm::kNone;
    RecordCutter(line, 0, 1, plain).next(record);
    return std::move(record.cells);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// Cells in quotes, and quotes that are never closed.
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/csv_parser.h"

#include <algorithm>

namespace leap {
namespace {

constexpr auto kMostLines = static_cast<int64_t>(OpenQuotes::kMostLines);

} // namespace

/// A quote that is not the first byte of its cell: one like others, unless only blanks are before it and the
/// file is written so.
CsvParser::Quoted CsvParser::afterQuote(CellBlock& block, size_t begin, size_t quote)
{
    const auto cell = block.m_text.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto place = block.m_text.begin() + static_cast<std::ptrdiff_t>(m_cuts[quote]);
    if (m_form.blankBeforeQuote && std::all_of(cell, place, isBlank))
        return readQuoted(block, quote);
    return passQuotes(block, begin, quote);
}

/// A cell that begins without a quote: inside it a quote is a character like others.
CsvParser::Quoted CsvParser::passQuotes(const CellBlock& block, size_t begin, size_t quote) const
{
    while (block.m_text[m_cuts[quote]] == m_quote)
        ++quote;
    const size_t end = m_cuts[quote];
    return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin)}, quote, end};
}

/// An odd number of escapes is before the byte.
bool CsvParser::isEscaped(const CellBlock& block, size_t begin, size_t place) const
{
    size_t escapes = 0;
    while (place > begin + escapes && block.m_text[place - 1 - escapes] == m_form.escape)
        ++escapes;
    return escapes % 2 == 1;
}

/// @param opening index of the cut that is the opening quote
CsvParser::Quoted CsvParser::readQuoted(CellBlock& block, size_t opening)
{
    const auto byteAt = [&](size_t i) { return block.m_text[m_cuts[i]]; };
    const auto isQuote = [&](size_t i) { return byteAt(i) == m_quote; };
    const size_t begin = m_cuts[opening] + 1;
    bool copied = false; // the cell does not lie in the text as it is
    int64_t breaks = 0;
    size_t at = opening + 1;
    for (;; ++at) {
        if (m_cuts[at] == block.m_size) {
            const bool lineEnded = block.m_size > 0 && isLineBreak(block.m_text[block.m_size - 1]);
            noteOpen(breaks - (lineEnded && breaks > 0 ? 1 : 0), true);
            return {{}, m_cutCount, block.m_size, m_ended};
        }
        if (!isQuote(at)) {
            const bool breaksLine =
                byteAt(at) == '\n' || (byteAt(at) == '\r' && block.m_text[m_cuts[at] + 1] != '\n');
            breaks += breaksLine ? 1 : 0;
            if (breaksLine && breaks == kMostLines && swallowsRows(block, m_cuts[at], true)) {
                noteOpen(breaks, false);
                return {{}, at, block.m_size, true};
            }
            continue;
        }
        if (m_form.escape != CsvForm::kNone && isEscaped(block, begin, m_cuts[at])) {
            copied = true;
            continue;
        }
        if (m_cuts[at + 1] != m_cuts[at] + 1 || !isQuote(at + 1))
            break;
        copied = true;
        ++at;
    }
    const size_t closing = m_cuts[at];
    while (isQuote(at))
        ++at;
    const size_t end = m_form.blankRuns ? closing + 1 : m_cuts[at];
    const bool oddEnd = end > closing + 1
        && !std::all_of(block.m_text.begin() + static_cast<std::ptrdiff_t>(closing) + 1,
                        block.m_text.begin() + static_cast<std::ptrdiff_t>(end), isBlank);
    noteOpen(breaks, false);
    if (breaks > 0 && swallowsRows(block, closing, oddEnd))
        return {{}, at, end, true};
    m_breaks += breaks;
    m_oddInRow += oddEnd ? 1 : 0;
    const auto inside = block.m_text.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto until = block.m_text.begin() + static_cast<std::ptrdiff_t>(closing);
    if (!copied && end == closing + 1
        && (m_form.escape == CsvForm::kNone || std::find(inside, until, m_form.escape) == until))
        return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(closing - begin)}, at, end};
    return {unquoted(block, begin, closing, end), at, end};
}

void CsvParser::noteOpen(int64_t lines, bool toEnd)
{
    m_openLines = m_breaks + lines; // from the row's first line on
    m_openToEnd = toEnd;
}

bool CsvParser::swallowsRows(const CellBlock& block, size_t closing, bool oddEnd) const
{
    const std::string_view text(block.m_text.data(), block.m_size);
    return m_openQuotes.swallow(text.substr(m_rowBegin, lineEnd(text, closing) - m_rowBegin), oddEnd);
}

/// A cell that does not lie in the text as it is: the copy goes after the text.
CellBlock::Cell CsvParser::unquoted(CellBlock& block, size_t begin, size_t closing, size_t end) const
{
    std::vector<char>& text = block.m_text;
    const size_t at = text.size();
    text.reserve(at + end - begin);
    for (size_t i = begin; i < end; ++i) {
        if (i == closing)
            continue;
        if (i < closing && text[i] == m_form.escape && m_form.escape != CsvForm::kNone
            && (text[i + 1] == m_quote || text[i + 1] == m_form.escape) && i + 1 < closing) {
            text.push_back(text[++i]);
            continue;
        }
        text.push_back(text[i]);
        if (i < closing && text[i] == m_quote)
            ++i; // the second of two
    }
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(text.size() - at)};
}

/// The row's first line goes alone; the next one is a row again. @param first index of the row's first cut
size_t CsvParser::setOpenRowAside(const CellBlock& block, size_t first)
{
    size_t at = first;
    while (at < m_cutCount && !isLineBreak(block.m_text[m_cuts[at]]))
        ++at;
    const size_t end = m_cuts[at];
    const int64_t lines = m_openLines;
    std::string reason = "a quote is opened and never closed";
    if (lines > 0) {
        const bool more = lines >= kMostLines && !m_openToEnd;
        reason = "a quote is never closed; it would swallow " + std::string(more ? "more than " : "")
            + counted(lines, "row") + " (line" + (lines == 1 ? " " : "s ") + grouped(m_line + 1)
            + (lines == 1 ? "" : " to " + grouped(m_line + lines)) + "), read as rows of their own";
    }
    m_rejected.add(m_line, reason, {block.m_text.data() + m_rowBegin, end - m_rowBegin});
    ++m_line;
    m_afterReturn = block.m_text[end] == '\r';
    m_rowBegin = std::min(end + 1, block.m_size);
    return std::min(at + 1, m_cutCount);
}

} // namespace leap

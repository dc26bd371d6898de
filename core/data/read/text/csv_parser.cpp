// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/csv_parser.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/csv_kernels.h"
#include "core/data/read/text/record_cutter.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace leap {
namespace {

/// Of a block: its text, cuts and cells stay in a core's cache from cutting to coding.
constexpr size_t kBlockBytes = size_t{512} << 10;
constexpr size_t kLineCells = 64 / sizeof(CellBlock::Cell);
constexpr int kNoByte = 1000;

} // namespace

/// Room for a cell of every byte. Columns begin on cache lines of different sets.
void CellBlock::reserveCells(size_t columns)
{
    const size_t rows = m_size / columns + 1;
    m_stride = ((rows + kLineCells - 1) / kLineCells | 1) * kLineCells;
    if (m_capacity >= m_stride * columns)
        return;
    m_capacity = m_stride * columns;
    m_cells = std::make_unique_for_overwrite<Cell[]>(m_capacity); // touched no further than it is used
}

CsvParser::CsvParser(const CsvDialect& dialect, TextBytes& text, RejectedRows& rejected)
    : m_form(dialect)
    , m_delimiter(dialect.delimiter)
    , m_quote(dialect.quote == CsvForm::kNone ? kNoByte : dialect.quote)
    , m_columns(dialect.cells())
    , m_tail(dialect.tail)
    , m_header(dialect.headerText)
    , m_comment(dialect.comment)
    , m_commentAlways(dialect.commentAlways)
    , m_numeric(dialect.numeric)
    , m_openQuotes(dialect, dialect.cells(), dialect.tail, dialect.numeric)
    , m_text(text)
    , m_rejected(rejected)
    , m_line(dialect.firstLine)
{
}

bool CsvParser::next(CellBlock& block)
{
    block.m_rows = 0;
    if (m_ended)
        return false;
    for (size_t bytes = kBlockBytes;; bytes *= 2) {
        const int64_t line = m_line;
        fillAndCut(block, bytes);
        if (m_rowBegin > 0 || m_ended)
            break;
        if (bytes >= kMostRowBytes)
            throw InputError(m_text.path().string() + ": line " + grouped(line) + ": a row is longer than "
                             + grouped(kMostRowBytes >> 20)
                             + " MiB; most likely a quote is opened and never closed, or the delimiter is"
                               " another (--quote, --delimiter).");
        m_rest.assign(block.m_text.begin(), block.m_text.begin() + static_cast<std::ptrdiff_t>(block.m_size));
    }
    m_rest.assign(block.m_text.begin() + static_cast<std::ptrdiff_t>(m_rowBegin),
                  block.m_text.begin() + static_cast<std::ptrdiff_t>(block.m_size));
    if (m_ended)
        setFootersAside(block);
    return true;
}

void CsvParser::fillAndCut(CellBlock& block, size_t bytes)
{
    try {
        fill(block, bytes);
        cut(block);
    } catch (const std::bad_alloc&) {
        throw InputError(m_text.path().string() + ": line " + grouped(m_line)
                         + ": the memory does not hold a row of " + grouped(static_cast<int64_t>(bytes >> 20))
                         + " MiB or more.");
    }
}

/// The rest of the last block, then what the file gives up to `bytes`, then a byte that is nothing.
void CsvParser::fill(CellBlock& block, size_t bytes)
{
    block.m_text.resize(std::max(bytes, m_rest.size()) + 1);
    std::copy(m_rest.begin(), m_rest.end(), block.m_text.begin());
    block.m_size = m_rest.size();
    while (block.m_size < bytes && !m_ended) {
        const size_t got = m_text.read(block.m_text.data() + block.m_size, bytes - block.m_size);
        block.m_size += got;
        m_ended = got == 0;
    }
    m_ended = m_ended || m_text.ended();
    block.m_text[block.m_size] = '\0';
}

void CsvParser::cut(CellBlock& block)
{
    block.reserveCells(m_columns);
    if (m_cutCapacity < block.m_size + 2) {
        m_cutCapacity = block.m_size + 2;
        m_cuts = std::make_unique_for_overwrite<uint32_t[]>(m_cutCapacity);
    }
    m_cutCount = findCuts(block.m_text.data(), block.m_size, m_delimiter,
                          m_quote == kNoByte ? '\n' : m_form.quote, m_cuts.get());
    m_cuts[m_cutCount] = m_cuts[m_cutCount + 1] = static_cast<uint32_t>(block.m_size);
    m_rowBegin = 0;
    for (size_t at = 0; at < m_cutCount || (m_ended && m_rowBegin < block.m_size);) {
        const char first = block.m_text[m_rowBegin];
        if (first == '\n' || first == '\r') {
            m_line += first == '\n' && m_afterReturn ? 0 : 1;
            m_afterReturn = first == '\r';
            m_rowBegin = m_cuts[at++] + 1;
            continue;
        }
        m_breaks = m_oddInRow = 0;
        if (!m_comment.empty() && passComment(block, at)) {
            if (at > m_cutCount)
                break;
            continue;
        }
        at = m_form.blankRuns ? readSpacedRow(block, at) : readRow(block, at);
        if (at > m_cutCount)
            break;
    }
}

/// A line that begins like a comment. @param cut index of the first cut in it; then of the first after it,
/// or one that there is not, if the line does not end here
bool CsvParser::passComment(const CellBlock& block, size_t& cut)
{
    const std::string_view rest(block.m_text.data() + m_rowBegin, block.m_size - m_rowBegin);
    if (!rest.starts_with(m_comment))
        return false;
    size_t at = cut;
    while (at < m_cutCount && !isLineBreak(block.m_text[m_cuts[at]]))
        ++at;
    if (at == m_cutCount && !m_ended) {
        cut = m_cutCount + 1;
        return true;
    }
    const size_t end = m_cuts[at];
    if (!m_commentAlways && cellsOfLine(rest.substr(0, end - m_rowBegin), m_form).size() == m_columns)
        return false;
    ++m_comments;
    ++m_line;
    m_afterReturn = block.m_text[end] == '\r';
    m_rowBegin = std::min(end + 1, block.m_size);
    cut = std::min(at + 1, m_cutCount);
    return true;
}

/// Reads the row at m_rowBegin. @param first index of the first cut in it; returns that of the first after
/// it, or one that there is not, if the row does not end here.
size_t CsvParser::readRow(CellBlock& block, size_t first)
{
    CellBlock::Cell* const to = block.m_cells.get() + block.m_rows;
    size_t begin = m_rowBegin;
    size_t cells = 0;
    for (size_t at = first;; ++at) {
        size_t end = m_cuts[at];
        CellBlock::Cell cell{static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin)};
        char byte = block.m_text[end];
        if (byte == m_quote) {
            const Quoted quoted = end == begin ? readQuoted(block, at) : afterQuote(block, begin, at);
            if (quoted.open)
                return setOpenRowAside(block, first);
            at = quoted.cut;
            cell = quoted.cell;
            end = m_cuts[at];
            byte = block.m_text[end];
        }
        if (cells < m_columns)
            to[cells * block.m_stride] = cell;
        ++cells;
        if (byte == m_delimiter && end < block.m_size) {
            begin = end + 1;
            continue;
        }
        if (end < block.m_size || m_ended) {
            finishRow(block, cells, end);
            return at + 1;
        }
        return m_cutCount + 2;
    }
}

/// The same where runs of blanks and tabs are between cells. Tabs are no cuts, blanks are.
size_t CsvParser::readSpacedRow(CellBlock& block, size_t first)
{
    CellBlock::Cell* const to = block.m_cells.get() + block.m_rows;
    size_t cells = 0;
    size_t at = first;
    for (size_t begin = m_rowBegin;;) {
        while (begin < block.m_size && isBlank(block.m_text[begin]))
            ++begin;
        while (at < m_cutCount && m_cuts[at] < begin)
            ++at;
        size_t end = begin;
        CellBlock::Cell cell{static_cast<uint32_t>(begin), 0};
        if (begin < block.m_size && block.m_text[begin] == m_quote) {
            const Quoted quoted = readQuoted(block, at);
            if (quoted.open)
                return setOpenRowAside(block, first);
            at = quoted.cut;
            cell = quoted.cell;
            end = quoted.end;
        } else {
            while (end < block.m_size && !isBlank(block.m_text[end]) && !isLineBreak(block.m_text[end]))
                ++end;
            cell.size = static_cast<uint32_t>(end - begin);
        }
        const bool empty = end == begin; // blanks at the end of the line
        if (!empty && cells < m_columns)
            to[cells * block.m_stride] = cell;
        cells += empty ? 0 : 1;
        if (end < block.m_size && !isLineBreak(block.m_text[end])) {
            begin = end;
            continue;
        }
        if (end == block.m_size && !m_ended)
            return m_cutCount + 2;
        while (at < m_cutCount && m_cuts[at] <= end)
            ++at;
        if (cells > 0) {
            finishRow(block, cells, end);
            return at;
        }
        ++m_line;
        m_afterReturn = block.m_text[end] == '\r';
        m_rowBegin = std::min(end + 1, block.m_size);
        return at;
    }
}

/// Whether a row of other cells, or one as long as the header, is a row nevertheless.
bool CsvParser::keepsRow(size_t cells, std::string_view row)
{
    if (row == m_header) {
        m_rejected.add(m_line, "the header again", row, false);
        return false;
    }
    if (cells == m_columns)
        return true;
    const bool inTail = cells > m_columns && cells <= m_columns + m_tail;
    if (inTail && tailIsEmpty(row, cells - m_columns))
        return true;
    m_rejected.add(m_line, inTail ? "a value in a column that has no name" : wrongCells(cells, m_columns),
                   row);
    return false;
}

/// The last `cells` cells of a row are empty.
bool CsvParser::tailIsEmpty(std::string_view row, size_t cells) const
{
    for (size_t at = row.size(); at > 0 && cells > 0; --at) {
        if (row[at - 1] == m_delimiter)
            --cells;
        else if (!isBlank(row[at - 1]) && row[at - 1] != m_quote)
            return false;
    }
    return cells == 0;
}

void CsvParser::finishRow(CellBlock& block, size_t cells, size_t end)
{
    const size_t size = end - m_rowBegin;
    if ((cells == m_columns && size != m_header.size())
        || keepsRow(cells, {block.m_text.data() + m_rowBegin, size})) {
        ++block.m_rows;
        m_lastRow = m_line;
        if (m_oddInRow > 0 && m_oddCells == 0)
            m_firstOdd = m_line;
        m_oddCells += m_oddInRow;
    }
    m_line += 1 + m_breaks;
    m_afterReturn = block.m_text[end] == '\r';
    m_rowBegin = std::min(end + 1, block.m_size);
}

} // namespace leap

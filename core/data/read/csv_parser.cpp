// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/csv_parser.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/read/csv_kernels.h"

#include <algorithm>
#include <cstring>

namespace leap {
namespace {

/// Of a block: its text, cuts and cells stay in a core's cache from cutting to coding.
constexpr size_t kBlockBytes = size_t{512} << 10;
constexpr size_t kLineCells = 64 / sizeof(CellBlock::Cell);

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
    : m_delimiter(dialect.delimiter)
    , m_columns(dialect.names.size())
    , m_headerRows(dialect.headerRows)
    , m_text(text)
    , m_rejected(rejected)
{
}

bool CsvParser::next(CellBlock& block)
{
    block.m_rows = 0;
    if (m_ended)
        return false;
    for (size_t bytes = kBlockBytes;; bytes *= 2) {
        fill(block, bytes);
        cut(block);
        if (m_rowBegin > 0 || m_ended)
            break;
        if (bytes >= kMostRowBytes)
            throw InputError(m_text.path().string() + ": a row is longer than " + grouped(kMostRowBytes >> 20)
                             + " MiB; most likely a quote (\") is opened and never closed.");
        m_rest.assign(block.m_text.begin(), block.m_text.begin() + static_cast<std::ptrdiff_t>(block.m_size));
    }
    m_rest.assign(block.m_text.begin() + static_cast<std::ptrdiff_t>(m_rowBegin),
                  block.m_text.begin() + static_cast<std::ptrdiff_t>(block.m_size));
    return true;
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
    block.m_text[block.m_size] = '\0';
}

void CsvParser::cut(CellBlock& block)
{
    block.reserveCells(m_columns);
    m_cuts.resize(std::max(m_cuts.size(), block.m_size + 2));
    const size_t count = findCuts(block.m_text.data(), block.m_size, m_delimiter, m_cuts.data());
    m_cuts[count] = m_cuts[count + 1] = static_cast<uint32_t>(block.m_size);
    m_rowBegin = 0;
    for (size_t at = 0; at < count || (m_ended && m_rowBegin < block.m_size);) {
        const char first = block.m_text[m_rowBegin];
        if (first == '\n' || first == '\r') {
            m_rowBegin = m_cuts[at++] + 1;
            continue;
        }
        at = readRow(block, at);
        if (at > count)
            break;
    }
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
        if (byte == '"') {
            const Quoted quoted = end == begin ? readQuoted(block, at) : passQuotes(block, begin, at);
            at = quoted.end;
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
        return m_cuts.size();
    }
}

/// A cell that begins without a quote: inside it a quote is a character like others.
CsvParser::Quoted CsvParser::passQuotes(const CellBlock& block, size_t begin, size_t quote) const
{
    while (block.m_text[m_cuts[quote]] == '"')
        ++quote;
    return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(m_cuts[quote] - begin)}, quote};
}

/// @param opening index of the cut that is the opening quote
CsvParser::Quoted CsvParser::readQuoted(CellBlock& block, size_t opening) const
{
    const auto isQuote = [&](size_t i) { return block.m_text[m_cuts[i]] == '"'; };
    const size_t begin = m_cuts[opening] + 1;
    bool doubled = false;
    size_t at = opening + 1;
    for (;; ++at) {
        if (m_cuts[at] == block.m_size) {
            if (m_ended)
                throw InputError(m_text.path().string() + ": row " + grouped(m_row + 1 + m_headerRows)
                                 + ": a quote (\") is opened and never closed.");
            return {{}, at};
        }
        if (!isQuote(at))
            continue;
        if (m_cuts[at + 1] != m_cuts[at] + 1 || !isQuote(at + 1))
            break;
        doubled = true;
        ++at;
    }
    const size_t closing = m_cuts[at];
    while (isQuote(at))
        ++at;
    const size_t end = m_cuts[at];
    if (!doubled && end == closing + 1)
        return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(closing - begin)}, at};
    return {unquoted(block, begin, closing, end), at};
}

/// A cell that does not lie in the text as it is: the copy goes after the text.
CellBlock::Cell CsvParser::unquoted(CellBlock& block, size_t begin, size_t closing, size_t end)
{
    std::vector<char>& text = block.m_text;
    const size_t at = text.size();
    text.reserve(at + end - begin);
    for (size_t i = begin; i < end; ++i) {
        if (i == closing)
            continue;
        text.push_back(text[i]);
        if (i < closing && text[i] == '"')
            ++i; // the second of two
    }
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(text.size() - at)};
}

void CsvParser::finishRow(CellBlock& block, size_t cells, size_t end)
{
    ++m_row;
    if (cells == m_columns)
        ++block.m_rows;
    else
        m_rejected.add(m_row + m_headerRows, static_cast<int64_t>(cells),
                       {block.m_text.data() + m_rowBegin, end - m_rowBegin});
    m_rowBegin = std::min(end + 1, block.m_size);
}

} // namespace leap

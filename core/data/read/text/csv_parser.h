// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/byte_stream.h"
#include "core/data/read/rejected_rows.h"
#include "core/data/read/text/csv_dialect.h"
#include "core/data/read/text/open_quotes.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace leap {

/// Some rows of a text file, cut into cells; buffers are reused from block to block. Private to core/data, as
/// is all of this file.
class CellBlock {
public:
    struct Cell {
        uint32_t begin;
        uint32_t size;
    };
    [[nodiscard]] size_t rows() const { return m_rows; }
    /// The cells of one column, [rows()].
    [[nodiscard]] std::span<const Cell> column(size_t column) const
    {
        return {m_cells.get() + column * m_stride, m_rows};
    }
    /// Its text, quotes taken off; valid until the block is filled again.
    [[nodiscard]] std::string_view text(Cell cell) const { return {m_text.data() + cell.begin, cell.size}; }

private:
    friend class CsvParser;
    void reserveCells(size_t columns);

    std::vector<char> m_text; ///< m_size bytes of the file, then texts that are not in it as they are
    size_t m_size = 0;
    std::unique_ptr<Cell[]> m_cells; ///< column by column, m_stride apart
    size_t m_capacity = 0; ///< of m_cells
    size_t m_stride = 0;
    size_t m_rows = 0;
};

/// Cuts a text into rows and cells (RFC 4180, leniently): a quote counts only as the first byte of a cell,
/// what follows the closing one belongs to the cell too; rows end with \n, \r or both, and those of no byte
/// are none. A quote that is never closed, but swallows lines that look like rows, sets its line aside; what
/// follows is read.
class CsvParser {
public:
    /// Places of bytes and copies of quoted cells have to fit 32 bits.
    static constexpr size_t kMostRowBytes = size_t{1} << 30;

    /// @param rejected gets what is no row of the dialect's cells
    CsvParser(const CsvDialect& dialect, TextBytes& text, RejectedRows& rejected);

    /// The next rows, perhaps none; false at the end of the text. @throws InputError naming the file
    [[nodiscard]] bool next(CellBlock& block);
    /// What to tell the user after the last row.
    [[nodiscard]] std::vector<std::string> warnings() const;

private:
    struct Quoted {
        CellBlock::Cell cell;
        size_t cut; ///< index of the cut after it
        size_t end; ///< the byte after it
        bool open = false; ///< never closed
    };
    void fillAndCut(CellBlock& block, size_t bytes);
    void fill(CellBlock& block, size_t bytes);
    void cut(CellBlock& block);
    [[nodiscard]] bool passComment(const CellBlock& block, size_t& cut);
    [[nodiscard]] size_t readRow(CellBlock& block, size_t first);
    [[nodiscard]] size_t readSpacedRow(CellBlock& block, size_t first);
    [[nodiscard]] Quoted afterQuote(CellBlock& block, size_t begin, size_t quote);
    [[nodiscard]] Quoted passQuotes(const CellBlock& block, size_t begin, size_t quote) const;
    [[nodiscard]] Quoted readQuoted(CellBlock& block, size_t opening);
    void noteOpen(int64_t lines, bool toEnd);
    [[nodiscard]] bool isEscaped(const CellBlock& block, size_t begin, size_t place) const;
    [[nodiscard]] bool swallowsRows(const CellBlock& block, size_t closing, bool oddEnd) const;
    [[nodiscard]] CellBlock::Cell unquoted(CellBlock& block, size_t begin, size_t closing, size_t end) const;
    [[nodiscard]] size_t setOpenRowAside(const CellBlock& block, size_t first);
    void finishRow(CellBlock& block, size_t cells, size_t end);
    [[nodiscard]] bool keepsRow(size_t cells, std::string_view row);
    [[nodiscard]] bool tailIsEmpty(std::string_view row, size_t cells) const;
    void setFootersAside(CellBlock& block);
    [[nodiscard]] bool isFooter(const CellBlock& block, size_t row) const;

    const CsvForm m_form;
    const char m_delimiter;
    const int m_quote; ///< no byte, where there are no quotes
    const size_t m_columns;
    const size_t m_tail;
    const std::string m_header; ///< a row equal to it is none
    const std::string m_comment;
    const bool m_commentAlways;
    const std::vector<bool> m_numeric;
    const OpenQuotes m_openQuotes;
    TextBytes& m_text;
    RejectedRows& m_rejected;
    std::vector<char> m_rest; ///< the beginning of a row, for the next block
    std::unique_ptr<uint32_t[]> m_cuts; ///< of the block under way, then twice its size
    size_t m_cutCapacity = 0;
    size_t m_cutCount = 0;
    size_t m_rowBegin = 0; ///< in the block under way: where the first row begins that is not finished
    int64_t m_line; ///< of the file, that m_rowBegin is in
    int64_t m_breaks = 0; ///< line breaks inside the row under way
    int64_t m_oddInRow = 0; ///< cells of the row under way that go on after their closing quote
    int64_t m_openLines = 0; ///< lines that the open quote of the row under way would swallow
    bool m_openToEnd = false; ///< to the end of the file
    bool m_afterReturn = false; ///< the byte before m_rowBegin is '\r'
    bool m_ended = false; ///< nothing comes after the block
    int64_t m_lastRow = 0; ///< line of the last row that was kept
    int64_t m_comments = 0;
    int64_t m_oddCells = 0; ///< the same of all rows that were kept
    int64_t m_firstOdd = 0; ///< line of the first of them
};

} // namespace leap

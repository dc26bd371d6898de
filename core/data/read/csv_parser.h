// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/byte_stream.h"
#include "core/data/read/csv_dialect.h"
#include "core/data/read/rejected_rows.h"

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
/// are none.
class CsvParser {
public:
    static constexpr size_t kMostRowBytes = size_t{4} << 20;

    /// @param rejected gets the rows with another number of cells than the dialect has names
    CsvParser(const CsvDialect& dialect, TextBytes& text, RejectedRows& rejected);

    /// The next rows, perhaps none; false at the end of the text. @throws InputError naming the file
    [[nodiscard]] bool next(CellBlock& block);

private:
    struct Quoted {
        CellBlock::Cell cell;
        size_t end; ///< index of the cut after it
    };
    void fill(CellBlock& block, size_t bytes);
    void cut(CellBlock& block);
    [[nodiscard]] size_t readRow(CellBlock& block, size_t first);
    [[nodiscard]] Quoted passQuotes(const CellBlock& block, size_t begin, size_t quote) const;
    [[nodiscard]] Quoted readQuoted(CellBlock& block, size_t opening) const;
    static CellBlock::Cell unquoted(CellBlock& block, size_t begin, size_t closing, size_t end);
    void finishRow(CellBlock& block, size_t cells, size_t end);

    const char m_delimiter;
    const size_t m_columns;
    const int64_t m_headerRows;
    TextBytes& m_text;
    RejectedRows& m_rejected;
    std::vector<char> m_rest; ///< the beginning of a row, for the next block
    std::vector<uint32_t> m_cuts; ///< of the block under way, then twice its size
    size_t m_rowBegin = 0; ///< in the block under way: where the first row begins that is not finished
    int64_t m_row = 0; ///< rows of the file so far, rejected ones included
    bool m_ended = false; ///< nothing comes after the block
};

} // namespace leap

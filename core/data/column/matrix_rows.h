// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/aligned_memory.h"
#include "core/data/column/read_ahead.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leap {

/// A dense matrix [rows, width] of float32, in memory or in files that are read block by block; NaN means
/// missing, and no element is infinite. Private to core/data, as is all of this file. Immutable, and
/// thread-safe to read.
class MatrixRows {
public:
    MatrixRows(int64_t rows, int64_t width)
        : m_rows(rows)
        , m_width(width)
    {
    }
    MatrixRows(const MatrixRows&) = delete;
    MatrixRows& operator=(const MatrixRows&) = delete;
    virtual ~MatrixRows() = default;

    [[nodiscard]] int64_t rows() const { return m_rows; }
    [[nodiscard]] int64_t width() const { return m_width; }
    /// One past the last row of the block containing `row`. Blocks are read in any order, each forwards.
    [[nodiscard]] virtual int64_t blockEnd(int64_t row) const = 0;
    /// One past the last row that is best read in one go with `row`; within its block.
    [[nodiscard]] virtual int64_t pieceEnd(int64_t row) const { return blockEnd(row); }
    /// The rows [first, first + count), `width` elements each. @return elements that were infinite in a file
    /// @throws InputError, FailureError naming the file that cannot be read
    virtual int64_t read(int64_t first, int64_t count, float* out) const = 0;
    /// A row that lies in memory; null where the matrix is read from files.
    [[nodiscard]] virtual const float* row(int64_t /*row*/) const { return nullptr; }
    [[nodiscard]] bool inMemory() const { return m_rows == 0 || row(0) != nullptr; }

    /// visit(row, elements [width]) for each of the rows, which ascend; each piece is read once, from its
    /// first wanted row to its last, by another thread while the one before is visited.
    /// @return elements that were infinite in what was read from files
    template <typename Visit> int64_t visit(std::span<const int64_t> rows, const Visit& visit) const
    {
        const std::vector<size_t> begins = piecesOf(rows);
        const size_t count = begins.size() - 1;
        ReadAhead<Piece> pieces(
            [&](size_t i) { return readPiece(rows[begins[i]], rows[begins[i + 1] - 1] + 1); });
        int64_t infinite = 0;
        for (size_t i = 0; i < count; ++i) {
            const int64_t first = rows[begins[i]];
            const float* elements = row(first);
            if (elements == nullptr) {
                const Piece& piece = pieces.at(i, count);
                elements = piece.elements.get();
                infinite += piece.infinite;
            }
            for (size_t at = begins[i]; at < begins[i + 1]; ++at)
                visit(rows[at], elements + (rows[at] - first) * m_width);
        }
        return infinite;
    }

private:
    struct Piece {
        AlignedArray<float> elements;
        int64_t infinite = 0;
    };
    [[nodiscard]] Piece readPiece(int64_t first, int64_t end) const
    {
        Piece piece{makeAligned<float>(static_cast<size_t>((end - first) * m_width))};
        piece.infinite = read(first, end - first, piece.elements.get());
        return piece;
    }
    /// Where the rows of each piece begin among `rows`, and their number.
    [[nodiscard]] std::vector<size_t> piecesOf(std::span<const int64_t> rows) const
    {
        std::vector<size_t> begins;
        int64_t end = 0;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] < end)
                continue;
            begins.push_back(i);
            end = pieceEnd(rows[i]);
        }
        begins.push_back(rows.size());
        return begins;
    }

    int64_t m_rows;
    int64_t m_width;
};

/// A matrix in memory that grows row by row, without ever being copied as a whole.
class MatrixBuffer {
public:
    explicit MatrixBuffer(int64_t width)
        : m_width(width)
    {
    }
    [[nodiscard]] int64_t width() const { return m_width; }
    [[nodiscard]] int64_t rows() const { return m_rows; }
    /// Room for at most `wanted` more rows, next to one another; `given` says how many there are (at least
    /// 1). Infinite elements are to be made NaN by the caller.
    [[nodiscard]] float* append(int64_t wanted, int64_t& given);
    /// Ends the growing.
    [[nodiscard]] std::shared_ptr<const MatrixRows> finish();

private:
    int64_t m_width;
    int64_t m_rows = 0;
    std::vector<std::unique_ptr<float[]>> m_blocks;
};

/// Makes infinite elements NaN. @return how many there were
int64_t dropInfinite(std::span<float> elements);

} // namespace leap

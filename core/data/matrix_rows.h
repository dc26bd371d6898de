// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// One behind the last row of the block in which `row` lies. Blocks are read in any order, each forwards.
    [[nodiscard]] virtual int64_t blockEnd(int64_t row) const = 0;
    /// One behind the last row that is best read in one go with `row`; within its block.
    [[nodiscard]] virtual int64_t pieceEnd(int64_t row) const { return blockEnd(row); }
    /// The rows [first, first + count), `width` elements each. @return elements that were infinite in a file
    /// @throws InputError, FailureError naming the file that can't be read
    virtual int64_t read(int64_t first, int64_t count, float* out) const = 0;
    /// A row that lies in memory; null where the matrix is read from files.
    [[nodiscard]] virtual const float* row(int64_t /*row*/) const { return nullptr; }
    [[nodiscard]] bool inMemory() const { return m_rows == 0 || row(0) != nullptr; }

    /// visit(row, elements [width]) for each of the rows, which ascend; each piece is read once, from its
    /// first wanted row to its last. @return elements that were infinite in what was read from files
    template <typename Visit> int64_t visit(std::span<const int64_t> rows, const Visit& visit) const
    {
        std::vector<float> block;
        int64_t infinite = 0;
        for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
            end = samePiece(rows, begin);
            const int64_t first = rows[begin], count = rows[end - 1] + 1 - first;
            const float* elements = row(first);
            if (elements == nullptr) {
                block.resize(static_cast<size_t>(count * m_width));
                infinite += read(first, count, block.data());
                elements = block.data();
            }
            for (size_t i = begin; i < end; ++i)
                visit(rows[i], elements + (rows[i] - first) * m_width);
        }
        return infinite;
    }

private:
    /// One behind the last of the rows in the piece of rows[begin].
    [[nodiscard]] size_t samePiece(std::span<const int64_t> rows, size_t begin) const
    {
        const int64_t behind = pieceEnd(rows[begin]);
        size_t end = begin;
        while (end < rows.size() && rows[end] < behind)
            ++end;
        return end;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/matrix_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr int64_t kBlockElements = 1 << 20;

int64_t rowsOfBlock(int64_t width)
{
    return std::max<int64_t>(1, kBlockElements / std::max<int64_t>(1, width));
}

class MemoryMatrix : public MatrixRows {
public:
    MemoryMatrix(int64_t rows, int64_t width, std::vector<std::unique_ptr<float[]>> blocks)
        : MatrixRows(rows, width)
        , m_blockRows(rowsOfBlock(width))
        , m_blocks(std::move(blocks))
    {
    }
    [[nodiscard]] int64_t blockEnd(int64_t row) const override
    {
        return (row / m_blockRows + 1) * m_blockRows;
    }
    [[nodiscard]] const float* row(int64_t row) const override
    {
        return m_blocks[static_cast<size_t>(row / m_blockRows)].get() + row % m_blockRows * width();
    }
    int64_t read(int64_t first, int64_t count, float* out) const override
    {
        for (int64_t row = first; row < first + count; ++row, out += width())
            std::copy_n(this->row(row), width(), out);
        return 0;
    }

private:
    int64_t m_blockRows;
    std::vector<std::unique_ptr<float[]>> m_blocks;
};

} // namespace

float* MatrixBuffer::append(int64_t wanted, int64_t& given)
{
    const int64_t blockRows = rowsOfBlock(m_width);
    const int64_t used = m_rows % blockRows;
    if (used == 0)
        m_blocks.push_back(std::make_unique_for_overwrite<float[]>(static_cast<size_t>(blockRows * m_width)));
    given = std::min(wanted, blockRows - used);
    m_rows += given;
    return m_blocks.back().get() + used * m_width;
}

std::shared_ptr<const MatrixRows> MatrixBuffer::finish()
{
    return std::make_shared<MemoryMatrix>(m_rows, m_width, std::move(m_blocks));
}

int64_t dropInfinite(std::span<float> elements)
{
    int64_t infinite = 0;
    for (float& element : elements) {
        if (std::isinf(element)) {
            element = std::numeric_limits<float>::quiet_NaN();
            ++infinite;
        }
    }
    return infinite;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/block_writer.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace leap {
namespace {

constexpr int64_t kBlockBytes = 1 << 20;
constexpr int64_t kMostBlockRows = 8192;

class ResidentStore : public RowStore {
public:
    explicit ResidentStore(ResidentBlocks blocks)
        : m_all(std::move(blocks))
        , m_shift(std::countr_zero(static_cast<uint64_t>(m_all.blockRows)))
    {
        for (size_t part = 0; part < kParts; ++part) {
            for (const RowView& block : m_all.blocks[part])
                m_rows[part] += block.rows;
            m_checked[part] = std::vector<std::atomic<bool>>(m_all.check ? m_all.blocks[part].size() : 0);
        }
    }

    [[nodiscard]] int64_t rows(Part part) const override { return m_rows[static_cast<size_t>(part)]; }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        const auto& blocks = m_all.blocks[static_cast<size_t>(part)];
        BatchFiller filler(batch, m_all.shape, places.size());
        for (const int64_t place : places) {
            const auto block = static_cast<size_t>(place >> m_shift);
            if (m_all.check)
                check(part, block);
            filler.append(blocks[block], place & (m_all.blockRows - 1));
        }
    }

private:
    void check(Part part, size_t block) const
    {
        std::atomic<bool>& checked = m_checked[static_cast<size_t>(part)][block];
        if (checked.load(std::memory_order_relaxed))
            return;
        m_all.check(part, block); // twice by two threads: no harm
        checked.store(true, std::memory_order_relaxed);
    }

    ResidentBlocks m_all;
    int m_shift;
    std::array<int64_t, kParts> m_rows{};
    mutable std::array<std::vector<std::atomic<bool>>, kParts> m_checked;
};

} // namespace

void BlockWriter::add(const RowView& rows, std::span<const Part> parts)
{
    for (int64_t row = 0; row < rows.rows; ++row) {
        const Part part = parts[static_cast<size_t>(row)];
        OpenBlock& open = m_open[static_cast<size_t>(part)];
        if (!open.filler)
            open.filler.emplace(open.rows, m_shape, static_cast<size_t>(m_blockRows));
        open.filler->append(rows, row);
        if (open.filler->rows() == static_cast<size_t>(m_blockRows))
            close(part);
    }
}

void BlockWriter::close(Part part)
{
    OpenBlock& open = m_open[static_cast<size_t>(part)];
    if (!open.filler)
        return;
    open.filler->finish();
    open.filler.reset();
    m_sink.add(part, open.rows.rows, packBlock(open.rows, m_shape));
}

void BlockWriter::finish()
{
    for (int part = 0; part < kParts; ++part)
        close(static_cast<Part>(part));
}

int64_t blockRowsFor(const RowShape& shape)
{
    const int64_t rows = kBlockBytes / std::max<int64_t>(1, shape.bytesPerRow());
    return static_cast<int64_t>(
        std::bit_floor(static_cast<uint64_t>(std::clamp<int64_t>(rows, 1, kMostBlockRows))));
}

std::shared_ptr<const RowStore> makeResidentStore(ResidentBlocks blocks)
{
    return std::make_shared<ResidentStore>(std::move(blocks));
}

void MemorySink::add(Part part, int64_t /*rows*/, std::vector<std::byte> bytes)
{
    m_bytes->push_back(std::move(bytes));
    m_views[static_cast<size_t>(part)].push_back(viewOf(m_bytes->back(), m_shape));
}

std::shared_ptr<const RowStore> MemorySink::finish(int64_t blockRows)
{
    return makeResidentStore({m_shape, blockRows, std::move(m_views), m_bytes, {}});
}

} // namespace leap

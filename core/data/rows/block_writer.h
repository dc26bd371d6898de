// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_block.h"
#include "core/data/rows/row_store.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace leap {

/// Takes the blocks of a store in the order in which they fill. Private to core/data, as is all of this file.
class BlockSink {
public:
    virtual ~BlockSink() = default;
    /// @param bytes as packBlock() makes them; all blocks of a part but its last have equally many rows
    virtual void add(Part part, int64_t rows, std::vector<std::byte> bytes) = 0;
};

/// Deals rows, which come in the order of the table, to the blocks of their parts.
class BlockWriter {
public:
    BlockWriter(BlockSink& sink, const RowShape& shape, int64_t blockRows)
        : m_sink(sink)
        , m_shape(shape)
        , m_blockRows(blockRows)
    {
    }
    /// @param parts [rows]
    void add(const RowView& rows, std::span<const Part> parts);
    /// Hands over the last blocks.
    void finish();

private:
    struct OpenBlock {
        Batch rows;
        std::optional<BatchFiller> filler;
    };
    void close(Part part);

    BlockSink& m_sink;
    const RowShape m_shape;
    const int64_t m_blockRows;
    std::array<OpenBlock, kParts> m_open;
};

/// Rows of a block: a power of two, about 1 MiB.
[[nodiscard]] int64_t blockRowsFor(const RowShape& shape);

/// The blocks of a store, all in memory (their own, or a mapped file).
struct ResidentBlocks {
    RowShape shape;
    int64_t blockRows = 1;
    std::array<std::vector<RowView>, kParts> blocks;
    std::shared_ptr<const void> memory; ///< what the views look at
    /// Called before a block is read for the first time, perhaps by several threads; throws when its bytes
    /// are not to be trusted. Null: they are.
    std::function<void(Part part, size_t block)> check;
};
[[nodiscard]] std::shared_ptr<const RowStore> makeResidentStore(ResidentBlocks blocks);

/// Keeps the blocks in memory.
class MemorySink : public BlockSink {
public:
    explicit MemorySink(const RowShape& shape)
        : m_shape(shape)
    {
    }
    void add(Part part, int64_t rows, std::vector<std::byte> bytes) override;
    [[nodiscard]] std::shared_ptr<const RowStore> finish(int64_t blockRows);

private:
    RowShape m_shape;
    std::shared_ptr<std::vector<std::vector<std::byte>>> m_bytes =
        std::make_shared<std::vector<std::vector<std::byte>>>();
    std::array<std::vector<RowView>, kParts> m_views;
};

} // namespace leap

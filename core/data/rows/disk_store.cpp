// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that are read from a store by block: memory does not depend on how many there are.
#include "core/data/rows/disk_store.h"

#include "core/base/random.h"
#include "core/data/column/read_ahead.h"
#include "core/data/rows/batch_source.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

constexpr int64_t kWindowBytes = 64 << 20; ///< fixed: the order of the rows must not depend on the machine
constexpr int64_t kReadAheadBytes = 4 << 20; ///< of a pass in stored order

/// Blocks in memory and the order in which their rows are read.
struct Window {
    std::vector<std::vector<std::byte>> bytes;
    std::vector<RowView> blocks;
    std::vector<int64_t> order; ///< block x blockRows + row
};

/// A pass is cut into windows of several blocks, taken in a random order; the rows of a window are shuffled
/// among themselves. The next window is read by another thread while this one is used.
class WindowSource : public PlannedSource {
public:
    WindowSource(std::shared_ptr<const StoreFile> file, const BatchPlan& plan, int64_t window)
        : PlannedSource(plan, file->index().rows(plan.part))
        , m_file(std::move(file))
        , m_blocks(m_file->index().blocks[static_cast<size_t>(plan.part)])
        , m_blockRows(m_file->index().blockRows)
        , m_window(static_cast<size_t>(window))
        , m_windows([this](size_t number) { return load(number); })
    {
        WindowSource::startPass(0);
    }

protected:
    void startPass(int64_t epoch) override;
    void fill(int64_t begin, int64_t count, Batch& batch) override;

private:
    [[nodiscard]] Window load(size_t window) const;

    std::shared_ptr<const StoreFile> m_file;
    const std::vector<BlockEntry>& m_blocks;
    int64_t m_blockRows;
    size_t m_window; ///< blocks
    int64_t m_epoch = 0;
    std::vector<int64_t> m_order; ///< of the blocks
    std::vector<int64_t> m_begins; ///< [windows + 1] first row of the pass in each window
    ReadAhead<Window> m_windows; ///< the last member: what it loads in the background reads the others
};

void WindowSource::startPass(int64_t epoch)
{
    m_windows.drop();
    m_epoch = epoch;
    m_order.resize(m_blocks.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    if (plan().order == RowOrder::Shuffled)
        shuffle(m_order,
                RandomStream(streamKey(plan().seed, streamName("blocks"), static_cast<uint64_t>(epoch))));
    m_begins.assign(1, 0);
    for (size_t i = 0; i < m_order.size(); ++i) {
        if (i % m_window == 0)
            m_begins.push_back(m_begins.back());
        m_begins.back() += m_blocks[static_cast<size_t>(m_order[i])].rows;
    }
}

Window WindowSource::load(size_t window) const
{
    Window result;
    const size_t begin = window * m_window;
    const size_t end = std::min(begin + m_window, m_order.size());
    result.bytes.resize(end - begin);
    for (size_t i = begin; i < end; ++i) {
        auto& bytes = result.bytes[i - begin];
        m_file->read(m_blocks[static_cast<size_t>(m_order[i])], bytes);
        result.blocks.push_back(viewOf(bytes, m_file->index().shape));
        for (int64_t row = 0; row < result.blocks.back().rows; ++row)
            result.order.push_back(static_cast<int64_t>(i - begin) * m_blockRows + row);
    }
    if (plan().order == RowOrder::Shuffled)
        shuffle(
            result.order,
            RandomStream(streamKey(plan().seed, streamName("rows"), static_cast<uint64_t>(m_epoch), window)));
    return result;
}

void WindowSource::fill(int64_t begin, int64_t count, Batch& batch)
{
    BatchFiller filler(batch, m_file->index().shape, static_cast<size_t>(count));
    for (int64_t row = begin; row < begin + count; ++row) {
        const auto [window, within] = m_windows.holding(row, m_begins);
        const int64_t place = window.order[static_cast<size_t>(within)];
        filler.append(window.blocks[static_cast<size_t>(place / m_blockRows)], place % m_blockRows);
    }
}

class DiskStore : public RowStore {
public:
    DiskStore(std::shared_ptr<const StoreFile> file, int64_t window)
        : m_file(std::move(file))
        , m_window(window > 0 ? window : blocksOf(kWindowBytes))
    {
    }

    [[nodiscard]] int64_t rows(Part part) const override { return m_file->index().rows(part); }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        const StoreIndex& index = m_file->index();
        const auto& blocks = index.blocks[static_cast<size_t>(part)];
        BatchFiller filler(batch, index.shape, places.size());
        int64_t loaded = -1;
        std::vector<std::byte> bytes;
        RowView view;
        for (const int64_t place : places) {
            if (const int64_t block = place / index.blockRows; block != loaded) {
                m_file->read(blocks[static_cast<size_t>(block)], bytes);
                view = viewOf(bytes, index.shape);
                loaded = block;
            }
            filler.append(view, place % index.blockRows);
        }
    }
    [[nodiscard]] int64_t shuffleWindow() const override { return m_window * m_file->index().blockRows; }
    [[nodiscard]] std::unique_ptr<BatchSource> source(const BatchPlan& plan) const override
    {
        const int64_t window = plan.order == RowOrder::Shuffled ? m_window : blocksOf(kReadAheadBytes);
        return std::make_unique<WindowSource>(m_file, plan, window);
    }

private:
    [[nodiscard]] int64_t blocksOf(int64_t bytes) const
    {
        const StoreIndex& index = m_file->index();
        const int64_t block = index.blockRows * index.shape.bytesPerRow();
        return std::max<int64_t>(1, bytes / std::max<int64_t>(block, 1));
    }

    std::shared_ptr<const StoreFile> m_file;
    int64_t m_window; ///< blocks
};

} // namespace

std::shared_ptr<const RowStore> makeDiskStore(std::shared_ptr<const StoreFile> file, int64_t window)
{
    return std::make_shared<DiskStore>(std::move(file), window);
}

} // namespace leap

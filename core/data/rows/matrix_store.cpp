// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/matrix_store.h"

#include "core/base/aligned_memory.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/column/read_ahead.h"
#include "core/data/rows/batch_source.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

class MatrixStore : public RowStore {
public:
    MatrixStore(std::shared_ptr<const RowStore> rows, std::vector<MatrixSlice> slices, int64_t windowBytes)
        : m_inner(std::move(rows))
        , m_slices(std::move(slices))
        , m_firstColumn(m_slices.front().column)
        , m_width(m_slices.back().column + m_slices.back().width - m_firstColumn)
        , m_windowRows(std::max<int64_t>(1, windowBytes / (m_width * static_cast<int64_t>(sizeof(float)))))
        , m_inMemory(std::all_of(m_slices.begin(), m_slices.end(),
                                 [](const MatrixSlice& slice) { return slice.matrix->inMemory(); }))
    {
    }

    [[nodiscard]] int64_t rows(Part part) const override { return m_inner->rows(part); }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        readInner(part, places, batch);
        const int64_t stride = m_firstColumn + m_width;
        readElements(batch.sourceRow, batch.dense.data() + m_firstColumn, stride);
    }
    [[nodiscard]] int64_t shuffleWindow() const override { return m_inMemory ? 0 : m_windowRows; }
    [[nodiscard]] std::unique_ptr<BatchSource> source(const BatchPlan& plan) const override;

    /// Columns of the slices.
    [[nodiscard]] int64_t width() const { return m_width; }
    [[nodiscard]] int64_t firstColumn() const { return m_firstColumn; }
    [[nodiscard]] const RowStore& inner() const { return *m_inner; }
    /// One past the last row of the block containing `row` in each matrix.
    [[nodiscard]] int64_t blockEnd(int64_t row) const
    {
        int64_t end = row + 1;
        for (const MatrixSlice& slice : m_slices)
            end = std::max(end, slice.matrix->blockEnd(row));
        return end;
    }
    /// All but the slices; the batch's dense columns have room for these.
    void readInner(Part part, std::span<const int64_t> places, Batch& batch) const;
    /// The slices' elements of some rows of the table, in any order; `out` [rows, stride].
    void readElements(std::span<const int64_t> sourceRows, float* out, int64_t stride) const;

private:
    std::shared_ptr<const RowStore> m_inner;
    std::vector<MatrixSlice> m_slices;
    int64_t m_firstColumn;
    int64_t m_width;
    int64_t m_windowRows;
    bool m_inMemory;
};

/// A pass over files: rows are read window by window, a window being some blocks of neighbouring rows. A
/// shuffled pass takes the blocks in any order and mixes the rows of a window. The next window is read by a
/// separate thread while one is used. A part that fits these two is read once and stays: its rows are dealt
/// over the whole file, all of which would be unpacked for each pass.
class WindowSource : public PlannedSource {
public:
    WindowSource(std::shared_ptr<const MatrixStore> store, const BatchPlan& plan)
        : PlannedSource(plan, store->rows(plan.part))
        , m_store(std::move(store))
        , m_ahead([this](size_t window) {
            return elementsOf(std::span<const int64_t>(m_order).subspan(
                static_cast<size_t>(m_windows[window]),
                static_cast<size_t>(m_windows[window + 1] - m_windows[window])));
        })
    {
        listSourceRows();
        WindowSource::startPass(0);
    }

protected:
    void startPass(int64_t epoch) override;
    void fill(int64_t begin, int64_t count, Batch& batch) override;

private:
    using Elements = AlignedArray<float>; ///< [rows, store width]

    void listSourceRows();
    [[nodiscard]] bool stays() const { return rows() <= 2 * m_store->shuffleWindow(); }
    [[nodiscard]] const float* elementsAt(int64_t position);
    [[nodiscard]] Elements elementsOf(std::span<const int64_t> places) const;

    std::shared_ptr<const MatrixStore> m_store;
    std::vector<int64_t> m_sourceRows; ///< by place
    std::vector<int64_t> m_blocks; ///< places where blocks begin, and one past the last
    std::vector<int64_t> m_order; ///< places in the order of this pass
    std::vector<int64_t> m_windows; ///< positions in m_order where windows begin, and one past the last
    Elements m_part; ///< of a part that stays, by place
    ReadAhead<Elements> m_ahead; ///< the last member: what it loads in the background reads the others
};

void MatrixStore::readInner(Part part, std::span<const int64_t> places, Batch& batch) const
{
    m_inner->read(part, places, batch);
    const auto stride = static_cast<size_t>(m_firstColumn + m_width);
    const auto narrow = static_cast<size_t>(m_firstColumn);
    batch.dense.resize(places.size() * stride);
    for (size_t row = places.size();
         row-- > 1 && narrow > 0;) // from the last: rows move to where there is room
        std::copy_backward(batch.dense.begin() + static_cast<std::ptrdiff_t>(row * narrow),
                           batch.dense.begin() + static_cast<std::ptrdiff_t>(row * narrow + narrow),
                           batch.dense.begin() + static_cast<std::ptrdiff_t>(row * stride + narrow));
}

void MatrixStore::readElements(std::span<const int64_t> sourceRows, float* out, int64_t stride) const
{
    std::vector<int64_t> order(sourceRows.size());
    std::iota(order.begin(), order.end(), 0);
    std::vector<int64_t> ascending(sourceRows.begin(), sourceRows.end());
    if (!m_inMemory) {
        std::sort(order.begin(), order.end(), [&](int64_t a, int64_t b) {
            return sourceRows[static_cast<size_t>(a)] < sourceRows[static_cast<size_t>(b)];
        });
        std::sort(ascending.begin(), ascending.end());
    }
    for (size_t first = 0, last = 0; first < m_slices.size(); first = last) {
        const MatrixRows& matrix = *m_slices[first].matrix;
        while (last < m_slices.size() && m_slices[last].matrix.get() == &matrix)
            ++last;
        size_t at = 0;
        const auto copy = [&](const float* elements) {
            float* to = out + order[at++] * stride - m_firstColumn;
            for (size_t i = first; i < last; ++i)
                m_slices[i].scaling.apply(elements + m_slices[i].begin,
                                          static_cast<size_t>(m_slices[i].width), to + m_slices[i].column);
        };
        if (matrix.inMemory()) {
            for (const int64_t row : ascending)
                copy(matrix.row(row));
        } else {
            (void)matrix.visit(ascending, [&](int64_t, const float* elements) { copy(elements); });
        }
    }
}

std::unique_ptr<BatchSource> MatrixStore::source(const BatchPlan& plan) const
{
    if (m_inMemory)
        return RowStore::source(plan);
    return std::make_unique<WindowSource>(std::static_pointer_cast<const MatrixStore>(shared_from_this()),
                                          plan);
}

/// Finds where the rows of the part lie, and cuts them into blocks.
void WindowSource::listSourceRows()
{
    constexpr int64_t kAtOnce = 1 << 16;
    Batch batch;
    std::vector<int64_t> places;
    for (int64_t first = 0; first < rows(); first += kAtOnce) {
        places.resize(static_cast<size_t>(std::min(kAtOnce, rows() - first)));
        std::iota(places.begin(), places.end(), first);
        m_store->inner().read(plan().part, places, batch);
        m_sourceRows.insert(m_sourceRows.end(), batch.sourceRow.begin(), batch.sourceRow.end());
    }
    int64_t blockEnd = 0; // of the block of the place before
    for (int64_t place = 0; place < rows(); ++place) {
        const int64_t row = m_sourceRows[static_cast<size_t>(place)];
        if (row < blockEnd)
            continue;
        m_blocks.push_back(place);
        blockEnd = m_store->blockEnd(row);
    }
    m_blocks.push_back(rows());
}

void WindowSource::startPass(int64_t epoch)
{
    m_ahead.drop();
    m_order.clear();
    m_windows.assign(1, 0);
    std::vector<int64_t> blocks(m_blocks.size() - 1);
    std::iota(blocks.begin(), blocks.end(), 0);
    const bool mixed = plan().order == RowOrder::Shuffled;
    const auto key = static_cast<uint64_t>(epoch);
    if (mixed)
        shuffle(blocks, RandomStream(streamKey(plan().seed, streamName("blocks"), key)));
    const uint64_t windows = streamKey(plan().seed, streamName("rows"), key);
    const auto endWindow = [&] {
        if (mixed)
            shuffle(std::span(m_order).subspan(static_cast<size_t>(m_windows.back())),
                    RandomStream(streamKey(windows, "window", m_windows.size())));
        m_windows.push_back(static_cast<int64_t>(m_order.size()));
    };
    for (const int64_t block : blocks) {
        for (int64_t place = m_blocks[static_cast<size_t>(block)];
             place < m_blocks[static_cast<size_t>(block) + 1]; ++place) {
            if (static_cast<int64_t>(m_order.size()) - m_windows.back() >= m_store->shuffleWindow())
                endWindow();
            m_order.push_back(place);
        }
    }
    if (static_cast<int64_t>(m_order.size()) > m_windows.back())
        endWindow();
}

WindowSource::Elements WindowSource::elementsOf(std::span<const int64_t> places) const
{
    std::vector<int64_t> sourceRows;
    for (const int64_t place : places)
        sourceRows.push_back(m_sourceRows[static_cast<size_t>(place)]);
    auto elements = makeAligned<float>(sourceRows.size() * static_cast<size_t>(m_store->width()));
    m_store->readElements(sourceRows, elements.get(), m_store->width());
    return elements;
}

const float* WindowSource::elementsAt(int64_t position)
{
    if (stays()) {
        if (!m_part) {
            std::vector<int64_t> places(m_sourceRows.size());
            std::iota(places.begin(), places.end(), 0);
            m_part = elementsOf(places);
        }
        return m_part.get() + m_order[static_cast<size_t>(position)] * m_store->width();
    }
    const auto [window, within] = m_ahead.holding(position, m_windows);
    return window.get() + within * m_store->width();
}

void WindowSource::fill(int64_t begin, int64_t count, Batch& batch)
{
    const auto places =
        std::span<const int64_t>(m_order).subspan(static_cast<size_t>(begin), static_cast<size_t>(count));
    m_store->readInner(plan().part, places, batch);
    const int64_t width = m_store->width(), stride = m_store->firstColumn() + width;
    for (int64_t row = 0; row < count; ++row)
        std::copy_n(elementsAt(begin + row), width,
                    batch.dense.data() + row * stride + m_store->firstColumn());
}

} // namespace

std::shared_ptr<const RowStore> makeMatrixStore(std::shared_ptr<const RowStore> rows,
                                                std::vector<MatrixSlice> slices, int64_t windowBytes)
{
    if (slices.empty())
        return rows;
    return std::make_shared<MatrixStore>(std::move(rows), std::move(slices), windowBytes);
}

} // namespace leap

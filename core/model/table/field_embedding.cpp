// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table/field_embedding.h"

#include "core/model/table/batch_checks.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace leap {
namespace {

/// Rows that are read together: enough to have many memory accesses under way, few enough for x to stay in
/// the cache.
constexpr int64_t kBlock = 32;
constexpr int64_t kLineFloats = 16; ///< of a cache line

/// Nothing learns behind it.
bool isFixed(const InputSlot& input)
{
    return input.storage == InputSlot::Storage::Dense || input.storage == InputSlot::Storage::Lookup;
}

} // namespace

FieldEmbedding::FieldEmbedding(RowLayout layout, double scale, uint64_t seed, const AdamHyper& hyper)
    : m_layout(std::move(layout))
    , m_clock(hyper)
{
    int64_t floats = 0;
    for (const InputSlot& input : m_layout.inputs)
        floats += isFixed(input) ? 0 : EmbeddingTable::floatsFor(input.vocabulary, input.width);
    const auto arena = std::make_shared<TableArena>(floats);
    for (size_t i = 0; i < m_layout.inputs.size(); ++i) {
        const InputSlot& input = m_layout.inputs[i];
        if (isFixed(input))
            addFixed(input);
        else
            m_tables.push_back(
                {static_cast<int>(i), EmbeddingTable(input.vocabulary, input.width, scale, seed, i, arena)});
    }
}

void FieldEmbedding::addFixed(const InputSlot& input)
{
    m_fixedColumns += input.width;
    if (input.storage == InputSlot::Storage::Lookup) {
        m_lookups.push_back(input);
        return;
    }
    if (!m_denseRuns.empty()) {
        DenseRun& last = m_denseRuns.back();
        if (last.from + last.width == input.index && last.to + last.width == input.start) {
            last.width += input.width;
            return;
        }
    }
    m_denseRuns.push_back({input.index, input.start, input.width});
}

const InputSlot& FieldEmbedding::slot(const Table& table) const
{
    return m_layout.inputs[static_cast<size_t>(table.input)];
}

void FieldEmbedding::check(const Batch& batch) const
{
    checkBatch(batch, m_layout);
}

void FieldEmbedding::read(const Batch& batch, float* x)
{
    check(batch);
    readTables(batch, 0, m_tables.size(), x, m_layout.columns());
    readFixed(batch, 0, batch.rows, x, m_layout.columns());
}

void FieldEmbedding::readTables(const Batch& batch, size_t firstTable, size_t lastTable, float* x,
                                int64_t stride)
{
    for (int64_t first = 0; first < batch.rows; first += kBlock) {
        const int64_t last = std::min(batch.rows, first + kBlock);
        for (size_t table = firstTable; table < lastTable; ++table)
            readTable(m_tables[table], batch, first, last, x, stride);
    }
}

void FieldEmbedding::readTable(Table& table, const Batch& batch, int64_t first, int64_t last, float* x,
                               int64_t stride)
{
    const InputSlot& input = slot(table);
    if (input.storage == InputSlot::Storage::Bag) {
        readBags(table, batch.bags[static_cast<size_t>(input.index)], first, last, x + input.start, stride);
        return;
    }
    const int64_t idStride = m_layout.idColumns;
    const int32_t* ids = batch.ids.data() + first * idStride + input.index;
    table.values.prefetch(ids, idStride, last - first);
    for (int64_t row = first; row < last; ++row)
        for (int64_t column = 0; column < input.width; column += kLineFloats)
            __builtin_prefetch(x + row * stride + input.start + column, 1);
    table.values.read(m_clock, ids, idStride, last - first, x + first * stride + input.start, stride);
}

void FieldEmbedding::readBags(Table& table, const BagColumn& bags, int64_t first, int64_t last, float* x,
                              int64_t stride)
{
    const int width = table.values.width();
    for (int64_t row = first; row < last; ++row) {
        const int64_t start = bags.offsets[static_cast<size_t>(row)];
        const int64_t count = bags.offsets[static_cast<size_t>(row) + 1] - start;
        float* mean = x + row * stride;
        std::fill_n(mean, width, 0.0F);
        if (count == 0)
            continue;
        table.bagRows.resize(std::max(table.bagRows.size(), static_cast<size_t>(count * width)));
        table.values.read(m_clock, bags.ids.data() + start, 1, count, table.bagRows.data(), width);
        for (int64_t i = 0; i < count * width; ++i)
            mean[i % width] += table.bagRows[static_cast<size_t>(i)];
        for (int column = 0; column < width; ++column)
            mean[column] /= static_cast<float>(count);
    }
}

void FieldEmbedding::readFixed(const Batch& batch, int64_t first, int64_t last, float* x,
                               int64_t stride) const
{
    for (int64_t block = first; block < last; block += kBlock) {
        for (const InputSlot& input : m_lookups)
            input.lookup->read(batch.ids.data() + block * m_layout.idColumns + input.index,
                               m_layout.idColumns, std::min(kBlock, last - block),
                               x + block * stride + input.start, stride);
    }
    for (int64_t row = first; row < last; ++row) {
        const float* from = batch.dense.data() + row * m_layout.denseColumns;
        float* to = x + row * stride;
        for (const DenseRun& run : m_denseRuns)
            std::copy_n(from + run.from, run.width, to + run.to);
    }
}

void FieldEmbedding::applyGradient(const Batch& batch, const float* gradient)
{
    advance();
    applyTables(batch, 0, m_tables.size(), gradient, m_layout.columns());
}

void FieldEmbedding::applyTables(const Batch& batch, size_t firstTable, size_t lastTable,
                                 const float* gradient, int64_t stride)
{
    for (size_t i = firstTable; i < lastTable; ++i)
        applyTable(batch, i, gradient + slot(m_tables[i]).start, stride);
}

void FieldEmbedding::applyTable(const Batch& batch, size_t index, const float* gradient, int64_t stride)
{
    Table& table = m_tables[index];
    const InputSlot& input = slot(table);
    if (input.storage == InputSlot::Storage::Bag)
        addBagGradients(table, batch, gradient, stride);
    else
        table.values.addGradients(m_clock, batch.ids.data() + input.index, m_layout.idColumns, batch.rows,
                                  gradient, stride, 1.0F);
    table.values.applyGradients(m_clock);
}

void FieldEmbedding::addBagGradients(Table& table, const Batch& batch, const float* gradient, int64_t stride)
{
    const InputSlot& input = slot(table);
    const BagColumn& bags = batch.bags[static_cast<size_t>(input.index)];
    for (int64_t row = 0; row < batch.rows; ++row) {
        const int64_t start = bags.offsets[static_cast<size_t>(row)];
        const int64_t count = bags.offsets[static_cast<size_t>(row) + 1] - start;
        if (count > 0)
            table.values.addGradients(m_clock, bags.ids.data() + start, 1, count, gradient + row * stride, 0,
                                      1.0F / static_cast<float>(count));
    }
}

void FieldEmbedding::setRate(double rate)
{
    for (Table& table : m_tables)
        table.values.flush(m_clock);
    m_clock.setRate(rate);
}

EmbeddingTable::State FieldEmbedding::save(size_t table)
{
    return m_tables[table].values.save(m_clock);
}

void FieldEmbedding::load(size_t table, const EmbeddingTable::State& state)
{
    m_tables[table].values.load(m_clock, state);
}

std::vector<float> FieldEmbedding::weights(size_t table)
{
    return m_tables[table].values.weights(m_clock);
}

void FieldEmbedding::setWeights(size_t table, const std::vector<float>& weights)
{
    m_tables[table].values.setWeights(m_clock, weights);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/fused_rows.h"

#include "core/model/fused/tower_kernels.h"
#include "core/model/transform/split_work.h"

#include <algorithm>

namespace leap {
namespace {

// What a column of a table row costs, in multiply-adds: mostly waiting for the memory.
constexpr int64_t kReadWork = 60;
constexpr int64_t kCopyWork = 4; // in order, many columns at a time

} // namespace

FusedRows::FusedRows(FieldEmbedding& embedding, std::span<const uint8_t> keep)
    : m_embedding(embedding)
    , m_stride(tower::rowStride(embedding.layout().columns()))
    , m_mask(static_cast<size_t>(m_stride))
{
    const std::vector<int64_t>& ranges = embedding.layout().ranges;
    for (size_t field = 0; field + 1 < ranges.size(); ++field) {
        const bool kept = keep.empty() || keep[field] != 0;
        std::fill(m_mask.begin() + ranges[field], m_mask.begin() + ranges[field + 1], kept ? 1.0F : 0.0F);
        if (!kept)
            m_dropped.push_back({ranges[field], ranges[field + 1]});
    }
    for (size_t i = 0; i < embedding.tables().size(); ++i) {
        const InputSlot& input = embedding.layout().inputs[static_cast<size_t>(embedding.tables()[i].input)];
        const float* mask = m_mask.data() + input.start;
        if (std::all_of(mask, mask + input.width, [](float one) { return one == 0; }))
            continue;
        m_tables.push_back(i);
        m_starts.push_back(input.start);
        m_tableColumns += input.width;
    }
}

template <class Body> void FusedRows::overTables(int64_t rows, int64_t workOfColumn, const Body& body) const
{
    if (m_tables.empty())
        return;
    const auto count = static_cast<int64_t>(m_tables.size());
    splitWork(count, rows * m_tableColumns / count * workOfColumn, [&](int64_t begin, int64_t end) {
        for (auto first = static_cast<size_t>(begin); first < static_cast<size_t>(end);) {
            size_t last = first + 1;
            while (last < static_cast<size_t>(end) && m_tables[last] == m_tables[last - 1] + 1)
                ++last;
            body(m_tables[first], m_tables[last - 1] + 1);
            first = last;
        }
    });
}

const float* FusedRows::read(const Batch& batch)
{
    m_embedding.check(batch);
    const size_t size = static_cast<size_t>(batch.rows) * static_cast<size_t>(m_stride);
    if (m_x.size() < size)
        m_x.assign(size, 0.0F);
    overTables(batch.rows, kReadWork, [&](size_t first, size_t last) {
        m_embedding.readTables(batch, first, last, m_x.data(), m_stride);
    });
    splitWork(batch.rows, m_embedding.fixedColumns() * kCopyWork, [&](int64_t first, int64_t last) {
        m_embedding.readFixed(batch, first, last, m_x.data(), m_stride);
    });
    for (const Columns& dropped : m_dropped)
        for (int64_t row = 0; row < batch.rows; ++row)
            std::fill_n(m_x.data() + row * m_stride + dropped.first, dropped.last - dropped.first, 0.0F);
    return m_x.data();
}

void FusedRows::applyGradient(const Batch& batch, const float* gradient)
{
    m_embedding.advance();
    overTables(batch.rows, kApplyWork, [&](size_t first, size_t last) {
        m_embedding.applyTables(batch, first, last, gradient, m_stride);
    });
}

std::pair<size_t, size_t> FusedRows::tablesIn(Columns columns) const
{
    const auto place = [&](int64_t column) {
        return static_cast<size_t>(std::lower_bound(m_starts.begin(), m_starts.end(), column)
                                   - m_starts.begin());
    };
    return {place(columns.first), place(columns.last)};
}

bool FusedRows::learnsIn(Columns columns) const
{
    const auto [first, last] = tablesIn(columns);
    return first < last;
}

void FusedRows::applyTile(const Batch& batch, Columns columns, const float* gradient, int64_t stride)
{
    const auto [first, last] = tablesIn(columns);
    for (size_t i = first; i < last; ++i)
        m_embedding.applyTable(batch, m_tables[i], gradient + (m_starts[i] - columns.first), stride);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/fused_shuffle.h"

#include <algorithm>

namespace leap {

FusedShuffle::FusedShuffle(FieldEmbedding& embedding, FusedTower& tower, const Batch& rows)
    : m_embedding(embedding)
    , m_rows(rows)
    , m_addends(tower, rows.rows)
{
    embedding.check(rows);
    for (int64_t field = 0; field < embedding.layout().fields(); ++field) {
        choose(field);
        m_addends.addChosen();
    }
}

/// m_x [rows, padded(width)] from m_x + start on: inputs are written at their place in the whole row, but
/// rows are only as long as the field.
void FusedShuffle::readField(int64_t field)
{
    const RowLayout& layout = m_embedding.layout();
    const int64_t start = layout.ranges[static_cast<size_t>(field)];
    const int64_t end = layout.ranges[static_cast<size_t>(field) + 1];
    const int64_t stride = tower::padded(end - start);
    const auto size = static_cast<size_t>(m_rows.rows * stride + end);
    if (m_x.size() < size)
        m_x.resize(size);
    for (size_t table = 0; table < m_embedding.tables().size(); ++table) {
        const InputSlot& input = layout.inputs[static_cast<size_t>(m_embedding.tables()[table].input)];
        if (input.start >= start && input.start < end)
            m_embedding.readTables(m_rows, table, table + 1, m_x.data(), stride);
    }
    for (const InputSlot& input : layout.inputs) {
        if (input.storage == InputSlot::Storage::Lookup && input.start >= start && input.start < end)
            input.lookup->read(m_rows.ids.data() + input.index, layout.idColumns, m_rows.rows,
                               m_x.data() + input.start, stride);
        const int64_t first = std::max(start, input.start), last = std::min(end, input.start + input.width);
        if (input.storage != InputSlot::Storage::Dense || first >= last)
            continue;
        for (int64_t row = 0; row < m_rows.rows; ++row)
            std::copy_n(m_rows.dense.data() + row * layout.denseColumns + input.index + first - input.start,
                        last - first, m_x.data() + row * stride + first);
    }
}

void FusedShuffle::choose(int64_t field)
{
    const RowLayout& layout = m_embedding.layout();
    const int64_t start = layout.ranges[static_cast<size_t>(field)];
    const int64_t width = layout.ranges[static_cast<size_t>(field) + 1] - start;
    readField(field);
    m_addends.choose({m_x.data() + start, tower::padded(width), start, width});
}

} // namespace leap

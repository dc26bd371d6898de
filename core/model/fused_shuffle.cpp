// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_shuffle.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kChunk = 4096; ///< rows of one pass through the upper layers

} // namespace

FusedShuffle::FusedShuffle(FieldEmbedding& embedding, FusedTower& tower, const Batch& rows)
    : m_embedding(embedding)
    , m_tower(tower)
    , m_rows(rows)
    , m_stride(static_cast<int64_t>(tower.firstBias().size()))
{
    embedding.check(rows);
    startSums();
    for (int64_t field = 0; field < embedding.layout().fields(); ++field) {
        choose(field);
        addChosen();
    }
}

void FusedShuffle::startSums()
{
    const std::span<const float> bias = m_tower.firstBias();
    m_all.deep.resize(static_cast<size_t>(m_rows.rows) * bias.size());
    for (int64_t row = 0; row < m_rows.rows; ++row)
        std::copy(bias.begin(), bias.end(), m_all.deep.begin() + row * m_stride);
    m_all.wide.assign(static_cast<size_t>(m_rows.rows), m_tower.outputBias());
}

void FusedShuffle::addChosen()
{
    for (size_t at = 0; at < m_all.deep.size(); ++at)
        m_all.deep[at] += m_chosen.deep[at];
    for (size_t row = 0; row < m_all.wide.size(); ++row)
        m_all.wide[row] += m_chosen.wide[row];
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
    m_chosen.deep.resize(m_all.deep.size());
    m_chosen.wide.resize(m_all.wide.size());
    m_tower.addends({.x = m_x.data() + start,
                     .stride = tower::padded(width),
                     .rows = m_rows.rows,
                     .firstColumn = start,
                     .columns = width,
                     .deep = m_chosen.deep.data(),
                     .wide = m_chosen.wide.data()});
}

void FusedShuffle::predict(std::span<const int64_t> from, std::vector<float>& logits)
{
    logits.clear();
    for (int64_t begin = 0; begin < m_rows.rows; begin += kChunk) {
        const int64_t count = std::min(kChunk, m_rows.rows - begin);
        const FusedTower::FirstSums sums = m_tower.firstSums(count);
        for (int64_t row = 0; row < count; ++row) {
            const int64_t own = begin + row, other = from[static_cast<size_t>(own)];
            for (int64_t unit = 0; unit < m_stride; ++unit)
                sums.deep[row * m_stride + unit] = m_all.deep[static_cast<size_t>(own * m_stride + unit)]
                    + (m_chosen.deep[static_cast<size_t>(other * m_stride + unit)]
                       - m_chosen.deep[static_cast<size_t>(own * m_stride + unit)]);
            sums.wide[row] = m_all.wide[static_cast<size_t>(own)]
                + (m_chosen.wide[static_cast<size_t>(other)] - m_chosen.wide[static_cast<size_t>(own)]);
        }
        const std::span<const float> chunk = m_tower.predictFromSums(count);
        logits.insert(logits.end(), chunk.begin(), chunk.end());
    }
}

} // namespace leap

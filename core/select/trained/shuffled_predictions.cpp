// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/shuffled_predictions.h"

#include "core/data/rows/field_shuffle.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kMostRows = 65536;
constexpr int64_t kMostBytes = int64_t{256} << 20;
constexpr int64_t kChunk = 4096; ///< rows of one prediction

} // namespace

ShuffledPredictions::ShuffledPredictions(TrainedModel& model, const RowLayout& layout, const Batch& rows)
    : m_model(model)
    , m_layout(layout)
    , m_rows(rows)
    , m_mix(model.fieldMix(rows))
{
}

void ShuffledPredictions::choose(int64_t field)
{
    m_field = field;
    if (m_mix)
        m_mix->choose(static_cast<size_t>(field));
}

void ShuffledPredictions::predict(std::span<const int64_t> from, std::vector<float>& logits)
{
    if (m_mix)
        m_mix->predict(from, 0, logits);
    else
        predictWritten(from, logits);
}

void ShuffledPredictions::predictWritten(std::span<const int64_t> from, std::vector<float>& logits)
{
    m_shuffled = m_rows;
    shuffleField(m_rows, m_layout, m_field, from, m_shuffled);
    logits.resize(static_cast<size_t>(m_rows.rows));
    for (int64_t begin = 0; begin < m_rows.rows; begin += kChunk) {
        const int64_t count = std::min(kChunk, m_rows.rows - begin);
        cutBatch(m_shuffled, m_layout, begin, count, m_chunk);
        m_x.resize(static_cast<size_t>(count * m_layout.columns()));
        m_model.read(m_chunk, m_x);
        m_model.predict(m_x,
                        std::span(logits).subspan(static_cast<size_t>(begin), static_cast<size_t>(count)));
    }
}

int64_t shuffledBlock(const RowLayout& layout)
{
    const auto rowBytes = static_cast<int64_t>(sizeof(float)) * (layout.denseColumns + layout.idColumns + 1);
    return std::clamp<int64_t>(kMostBytes / rowBytes, 1, kMostRows);
}

} // namespace leap

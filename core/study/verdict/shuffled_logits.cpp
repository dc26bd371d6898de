// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/shuffled_logits.h"

#include <algorithm>

namespace leap {

ShuffledLogits::ShuffledLogits(const RowLayout& layout, TrainedModel& model)
    : m_ranges(layout.ranges)
    , m_columns(static_cast<size_t>(layout.columns()))
    , m_model(model)
{
}

void ShuffledLogits::read(const Batch& batch)
{
    m_rows = static_cast<size_t>(batch.rows);
    m_mix.reset();
    m_mixed.clear();
    m_x.resize(m_rows * m_columns);
    m_model.read(batch, m_x);
    m_mix = m_model.fieldMix(std::span<const float>(m_x));
    m_plain.resize(m_rows);
    if (m_mix) // in the same way as shuffled rows: where a shuffle changes nothing, the difference is 0
        m_mix->predict({}, 1, m_plain);
    else
        m_model.predict(m_x, m_plain);
}

void ShuffledLogits::copyField(size_t field, std::span<const int64_t> from)
{
    const auto first = static_cast<size_t>(m_ranges[field]);
    const size_t width = static_cast<size_t>(m_ranges[field + 1]) - first;
    for (size_t row = 0; row < m_rows; ++row) {
        const size_t source = from.empty() ? row : static_cast<size_t>(from[row]);
        std::copy_n(m_x.begin() + static_cast<std::ptrdiff_t>(source * m_columns + first), width,
                    m_mixed.begin() + static_cast<std::ptrdiff_t>(row * m_columns + first));
    }
}

const std::vector<float>& ShuffledLogits::shuffled(std::span<const size_t> fields,
                                                   std::span<const int64_t> from)
{
    m_logits.resize(m_rows);
    if (m_mix && fields.size() == 1) {
        m_mix->choose(fields[0]);
        m_mix->predict(from, 0, m_logits);
        return m_logits;
    }
    if (m_mixed.empty())
        m_mixed = m_x;
    for (const size_t field : fields)
        copyField(field, from);
    m_model.predict(m_mixed, m_logits);
    for (const size_t field : fields)
        copyField(field, {});
    return m_logits;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/dense_rows.h"

#include <algorithm>
#include <arrow/util/float16.h>

namespace leap::synth {

DenseRows::DenseRows(const RowSource& source, const FieldTables& tables, bool half)
    : m_tables(tables)
    , m_half(half)
{
    const std::vector<FieldTruth>& fields = source.truth().fields;
    const std::vector<ColumnSpec>& columns = source.columns();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (std::any_of(fields.begin(), fields.end(),
                        [&](const auto& field) { return field.name == columns[i].name; }))
            m_ids.push_back(i);
        else
            m_beside.push_back({columns[i].name, i});
    }
}

void DenseRows::fill(const TableBlock& block)
{
    m_values.resize(static_cast<size_t>(block.rows * columns()));
    auto out = m_values.begin();
    for (size_t row = 0; row < static_cast<size_t>(block.rows); ++row) {
        for (size_t field = 0; field < m_ids.size(); ++field) {
            const auto vector = m_tables.row(field, block.columns[m_ids[field]].whole[row]);
            out = std::copy(vector.begin(), vector.end(), out);
        }
    }
    if (!m_half)
        return;
    m_halves.resize(m_values.size());
    std::transform(m_values.begin(), m_values.end(), m_halves.begin(),
                   [](float value) { return arrow::util::Float16::FromFloat(value).bits(); });
}

} // namespace leap::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/target_encoding.h"

#include <numeric>

namespace leap {

void IdRates::add(const IdRates& other)
{
    for (size_t id = 0; id < m_rows.size(); ++id) {
        m_rows[id] += other.m_rows[id];
        m_positive[id] += other.m_positive[id];
    }
}

void IdRates::subtract(const IdRates& other)
{
    for (size_t id = 0; id < m_rows.size(); ++id) {
        m_rows[id] -= other.m_rows[id];
        m_positive[id] -= other.m_positive[id];
    }
}

TargetEncoding::TargetEncoding(const RowLayout& layout, const Batch& rows)
    : m_layout(layout)
{
    double weights = 0, positive = 0;
    for (size_t row = 0; row < rows.label.size(); ++row) {
        const double w = rows.weight.empty() ? 1.0 : rows.weight[row];
        weights += w;
        positive += rows.label[row] > 0.5F ? w : 0;
    }
    m_base = weights > 0 ? positive / weights : 0;
    for (int64_t fold = 0; fold < kFolds; ++fold)
        m_others.push_back(count(rows, fold));
    for (const InputSlot& input : layout.inputs)
        m_all.emplace_back(input.vocabulary);
    for (size_t input = 0; input < m_all.size(); ++input) {
        for (const Rates& fold : m_others)
            m_all[input].add(fold[input]);
    }
    for (Rates& fold : m_others) {
        for (size_t input = 0; input < m_all.size(); ++input) {
            IdRates others = m_all[input];
            others.subtract(fold[input]);
            fold[input] = std::move(others);
        }
    }
}

TargetEncoding::Rates TargetEncoding::count(const Batch& rows, int64_t fold) const
{
    Rates rates;
    for (size_t input = 0; input < m_layout.inputs.size(); ++input) {
        rates.emplace_back(m_layout.inputs[input].vocabulary);
        for (int64_t row = fold; row < rows.rows; row += kFolds) {
            const auto at = static_cast<size_t>(row);
            const double w = rows.weight.empty() ? 1.0 : rows.weight[at];
            for (const int32_t id : idsOf(input, rows, row))
                rates.back().add(id, w, rows.label[at] > 0.5F);
        }
    }
    return rates;
}

std::span<const int32_t> TargetEncoding::idsOf(size_t input, const Batch& rows, int64_t row) const
{
    const InputSlot& slot = m_layout.inputs[input];
    const auto at = static_cast<size_t>(row);
    switch (slot.storage) {
    case InputSlot::Storage::Id:
    case InputSlot::Storage::Lookup:
        return {&rows.ids[at * static_cast<size_t>(m_layout.idColumns) + static_cast<size_t>(slot.index)], 1};
    case InputSlot::Storage::Bag: {
        const BagColumn& bag = rows.bags[static_cast<size_t>(slot.index)];
        return {bag.ids.data() + bag.offsets[at], static_cast<size_t>(bag.offsets[at + 1] - bag.offsets[at])};
    }
    case InputSlot::Storage::Dense:
        break;
    }
    return {};
}

double TargetEncoding::encode(const IdRates& rates, size_t input, const Batch& rows, int64_t row) const
{
    const auto ids = idsOf(input, rows, row);
    if (ids.empty())
        return m_base;
    double sum = 0;
    for (const int32_t id : ids)
        sum += rates.rate(id, m_base);
    return sum / static_cast<double>(ids.size());
}

} // namespace leap

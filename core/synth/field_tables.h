// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_table.h"

#include <span>
#include <vector>

namespace leap::synth {

/// The given tables of a set: for each field a vector of `width` numbers per rank, about 64 MB for 12,000
/// columns. A column of a table is an equal mixture of the worth of the rank and noise; a table of width 1
/// holds only the worth. The common value of a sparse field is zero.
class FieldTables {
public:
    FieldTables(const std::vector<FieldSpec>& fields, uint64_t seed);

    [[nodiscard]] size_t size() const { return m_tables.size(); }
    [[nodiscard]] int64_t columns() const { return m_columns; } ///< of all tables
    [[nodiscard]] int64_t ids(size_t field) const { return m_tables[field].ids; }
    [[nodiscard]] int width(size_t field) const { return m_tables[field].width; }
    [[nodiscard]] std::span<const float> values(size_t field) const { return m_tables[field].values; }
    [[nodiscard]] std::span<const float> row(size_t field, int64_t rank) const
    {
        const auto width = static_cast<size_t>(m_tables[field].width);
        return std::span(m_tables[field].values).subspan(static_cast<size_t>(rank) * width, width);
    }

private:
    struct Table {
        int64_t ids;
        int width;
        std::vector<float> values; ///< [ids, width]
    };
    static Table tableOf(const FieldSpec& spec, const std::vector<float>& worths, uint64_t seed);

    std::vector<Table> m_tables;
    int64_t m_columns = 0;
};

} // namespace leap::synth

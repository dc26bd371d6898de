// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_tables.h"
#include "core/synth/row_source.h"
#include "core/synth/table_block.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leap::synth {

/// Rows of a set with tables as a matrix: every id replaced by its vector. The other columns (label, group
/// ids, time) are kept apart.
class DenseRows {
public:
    struct Beside {
        std::string name;
        size_t column; ///< of a block; its cells are whole numbers
    };

    /// @param tables of the fields; must outlive this
    /// @param half also as float16
    DenseRows(const RowSource& source, const FieldTables& tables, bool half);

    [[nodiscard]] const std::vector<Beside>& beside() const { return m_beside; }
    [[nodiscard]] int64_t columns() const { return m_tables.columns(); }
    [[nodiscard]] bool half() const { return m_half; }
    void fill(const TableBlock& block);
    /// [rows of the block, columns].
    [[nodiscard]] const std::vector<float>& values() const { return m_values; }
    /// The same as float16; empty unless half().
    [[nodiscard]] const std::vector<uint16_t>& halves() const { return m_halves; }

private:
    const FieldTables& m_tables;
    bool m_half;
    std::vector<Beside> m_beside;
    std::vector<size_t> m_ids; ///< columns of a block that are fields, in order
    std::vector<float> m_values;
    std::vector<uint16_t> m_halves;
};

} // namespace leap::synth

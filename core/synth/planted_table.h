// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/row_source.h"

namespace leap::synth {

/// A small set with known truth; label column "y".
///
/// | column | truth |
/// |---|---|
/// | strong_a, strong_b | 20 and 50 values, useful |
/// | numeric, category | a scalar z and its eight octiles: useful, effects of equal strength |
/// | twin_1, twin_2 | the same 30 values under two names: useful, each replaces the other |
/// | sparse | 99 % one value; the others nearly determine the label: useful |
/// | noise_2, noise_50, noise_500 | useless |
/// | noise_20000 | useless, but a model can memorise it |
/// | constant | one value |
class PlantedTable : public RowSource {
public:
    PlantedTable(int64_t rows, uint64_t seed);

    [[nodiscard]] const std::vector<ColumnSpec>& columns() const override { return m_columns; }
    void fill(TableBlock& block) const override;
    [[nodiscard]] const Truth& truth() const override { return m_truth; }

private:
    struct Row;
    [[nodiscard]] Row draw(int64_t row) const;
    void describe(int64_t rows);

    uint64_t m_seed;
    std::vector<ColumnSpec> m_columns;
    Truth m_truth;
};

} // namespace leap::synth

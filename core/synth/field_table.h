// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_draws.h"
#include "core/synth/row_source.h"

namespace leap::synth {

/// The rows of a SetSpec: the label, then the columns of all fields in order.
///
/// The parts of the logit are standardised, and the intercept and the AUC ceiling computed, on a sample of
/// rows that depends only on specification and seed, not on the number of rows.
class FieldTable : public RowSource {
public:
    FieldTable(const SetSpec& spec, int64_t rows, uint64_t seed);

    [[nodiscard]] const std::vector<ColumnSpec>& columns() const override { return m_columns; }
    void fill(TableBlock& block) const override;
    [[nodiscard]] const Truth& truth() const override { return m_truth; }

private:
    struct Place {
        FieldDraws draws;
        size_t column; ///< of its first cell
    };
    void addField(const FieldSpec& spec, uint64_t seed);
    void calibrate(double baseRate);
    void standardise(const TableBlock& sample);
    void describe(const SetSpec& spec, uint64_t seed);

    void drawCells(TableBlock& block, int64_t totalRows) const;
    [[nodiscard]] std::vector<float> logits(const TableBlock& block, int64_t totalRows) const;
    void addPart(const Place& place, const TableBlock& block, int64_t totalRows,
                 std::vector<float>& logits) const;
    void addInteraction(const Place& place, const TableBlock& block, std::vector<float>& logits) const;
    void drawLabels(TableBlock& block, const std::vector<float>& logits) const;
    void drawLeak(const Place& place, TableBlock& block) const;

    int64_t m_rows;
    std::vector<ColumnSpec> m_columns;
    std::vector<Place> m_places;
    RandomStream m_labels;
    double m_intercept = 0;
    Truth m_truth;
};

} // namespace leap::synth

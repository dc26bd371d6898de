// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/draws.h"
#include "core/synth/field_spec.h"

#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace leap::synth {

/// Draws the cells of one field and says what a cell is worth. Immutable after construction but for scale().
class FieldDraws {
public:
    FieldDraws(const FieldSpec& spec, uint64_t seed);

    [[nodiscard]] const FieldSpec& spec() const { return m_spec; }
    [[nodiscard]] int sourceColumns() const { return m_spec.draw == Draw::Normal ? m_spec.width : 1; }

    /// Cells of the rows from `first` on. Ranks are not yet renamed; Copy, Leak and Clock are left to the
    /// caller, who knows the other columns. `columns` are the field's own.
    void draw(int64_t first, std::span<ColumnCells> columns) const;
    /// Ranks or numbers to what the file shows.
    void rename(std::vector<int64_t>& ranks) const;
    /// The copy of a rank of the original: another rank, one to one.
    [[nodiscard]] int64_t copied(int64_t rank) const;

    /// What a rank or number is worth before standardising.
    [[nodiscard]] float rawWorth(int64_t rank) const;
    /// Mean and standard deviation of rawWorth() over rows; from here on worth() is standardised.
    void scale(double mean, double deviation);
    [[nodiscard]] float worth(int64_t rank) const
    {
        return rank == kMissing ? 0 : (rawWorth(rank) - m_mean) * m_factor;
    }
    [[nodiscard]] float worth(float number) const
    {
        return std::isnan(number) ? 0 : (number - m_mean) * m_factor;
    }

private:
    [[nodiscard]] int64_t rankAt(int64_t row, float normal) const;
    void drawNormals(int64_t first, int column, std::vector<float>& out) const;
    void leaveOut(int64_t first, ColumnCells& cells) const;

    FieldSpec m_spec;
    RandomStream m_draws;
    RandomStream m_missing;
    RandomStream m_block;
    uint64_t m_worthKey;
    uint64_t m_seed;
    ZipfDraw m_zipf;
    int64_t m_copyFactor;
    std::vector<float> m_quantileWorth; ///< [values], Quantile: the normal number amid each interval
    float m_mean = 0;
    float m_factor = 1;
};

} // namespace leap::synth

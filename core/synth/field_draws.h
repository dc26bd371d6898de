// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/draws.h"
#include "core/synth/field_spec.h"

#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace leap::synth {

/// Draws the cells of one field and computes their worth. Immutable after construction except for scale().
class FieldDraws {
public:
    FieldDraws(const FieldSpec& spec, uint64_t seed);

    [[nodiscard]] const FieldSpec& spec() const { return m_spec; }
    [[nodiscard]] int sourceColumns() const { return m_spec.draw == Draw::Normal ? m_spec.width : 1; }

    /// Draws the cells of the rows from `first` on. Ranks are not yet renamed; Copy, Leak and Clock are left
    /// to the caller, which knows the other columns. `columns` are those of this field.
    void draw(int64_t first, std::span<ColumnCells> columns) const;
    /// Converts ranks or numbers to what the file shows.
    void rename(std::vector<int64_t>& ranks) const;
    /// The rank of a Copy for a rank of the original, one to one.
    [[nodiscard]] int64_t copied(int64_t rank) const;

    /// The worth of a rank or number before standardising.
    [[nodiscard]] float rawWorth(int64_t rank) const;
    /// Mean and standard deviation of rawWorth() over rows; afterwards worth() is standardised.
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
    /// [values], Quantile: the normal number in the middle of each interval
    std::vector<float> m_quantileWorth;
    float m_mean = 0;
    float m_factor = 1;
};

} // namespace leap::synth

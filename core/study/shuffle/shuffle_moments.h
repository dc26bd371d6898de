// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// A mean over rows with its standard error.
struct Estimate {
    double mean = 0;
    double error = 0;
    /// Bounds of the 95 % interval (normal).
    [[nodiscard]] double low() const;
    [[nodiscard]] double high() const;
    /// mean / error; 0 where both are 0.
    [[nodiscard]] double standardised() const;
    bool operator==(const Estimate&) const = default;
};

/// The weighted mean, over rows and repeats, of what a row's loss changes by when it reads another row's
/// values, and its standard error.
///
/// Repeats are averaged per row first. A row counts twice: by what it loses itself, and by what its values do
/// to the rows that are given them (as a donor), so the differences of two rows are not independent. With h =
/// theta + a(row) + c(donor) + e, the mean's variance is that of a + c over the rows plus that of e over rows
/// and repeats: sum_b (own_b + donated_b)^2 less one R-th of the sum of h^2, all centred. It never goes below
/// the variance by rows alone. Rows of one group are alike: with groups, the sums are over groups, not rows.
class ShuffleMoments {
public:
    /// A block of rows; weight empty: all 1. @param group [rows] >= 0, the same numbers in every block;
    /// empty: each row is by itself. It outlives the block.
    void beginBlock(int64_t rows, std::span<const float> weight, int repeats,
                    std::span<const int32_t> group = {});
    /// @param difference [rows] @param from [rows] whose values each row read; empty: no row's
    void addRepeat(std::span<const double> difference, std::span<const int64_t> from);
    void endBlock();
    [[nodiscard]] Estimate estimate() const;

private:
    /// What a row or a group sums to, centred once the mean is known.
    struct Sums {
        double own = 0, ownWeight = 0; ///< w x mean of h, and w
        double both = 0, bothWeight = 0; ///< the same with what its values do to others
        void add(const Sums& other);
    };
    /// Sums of (value - mean x weight)^2, as its parts.
    struct Squares {
        double squares = 0, crossed = 0, weights = 0;
        void add(double value, double weight);
        [[nodiscard]] double about(double mean) const;
    };
    /// What is independent of one another: rows or groups.
    struct Units {
        int64_t count = 0;
        Squares own, both;
        void add(const Sums& unit);
    };
    [[nodiscard]] double weightOf(size_t row) const
    {
        return m_weight.empty() ? 1.0 : static_cast<double>(m_weight[row]);
    }

    std::span<const float> m_weight;
    int m_repeats = 1;
    bool m_donors = false;
    std::vector<double> m_own; ///< [rows] w x mean of h
    std::vector<double> m_given; ///< [rows] mean over repeats of the sum of w h of those who read the row
    std::vector<double> m_givenWeight; ///< [rows] the same of w
    std::span<const int32_t> m_group;
    std::vector<Sums> m_groups; ///< by number; empty without groups
    double m_weights = 0;
    double m_sum = 0; ///< of own
    Units m_units; ///< rows; none with groups
    Squares m_single; ///< mean over repeats, over rows
};

} // namespace leap

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
/// the variance by rows alone.
class ShuffleMoments {
public:
    /// A block of rows; weight empty: all 1.
    void beginBlock(int64_t rows, std::span<const float> weight, int repeats);
    /// @param difference [rows] @param from [rows] whose values each row read; empty: no row's
    void addRepeat(std::span<const double> difference, std::span<const int64_t> from);
    void endBlock();
    [[nodiscard]] Estimate estimate() const;

private:
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
    int64_t m_rows = 0;
    double m_weights = 0;
    double m_sum = 0; ///< of own
    double m_ownSquares = 0, m_ownWeight = 0, m_weightSquares = 0; ///< sums of own^2, own w, w^2
    double m_bothSquares = 0, m_bothWeight = 0, m_bothWeights = 0; ///< the same of own + given
    double m_singleSquares = 0, m_singleWeight = 0; ///< mean over repeats of (w h)^2 and w^2 h
};

} // namespace leap

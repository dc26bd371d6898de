// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"

#include <cstdint>
#include <span>

namespace leap {

/// How the values of a column of integers are spread: ids are used without regard to their size, quantities
/// crowd around what is usual. Private to core/data.
struct IntegerShape {
    int64_t rows = 0; ///< with a number; a lone one far from the rest (-1, 9999) is taken as "unknown"
    int64_t distinct = 0;
    double minimum = 0;
    double maximum = 0;
    /// Distinct values over those that as many rows of a smooth density would have; far below 1: the same few
    /// numbers again and again, with gaps between them.
    double spread = 1;
    double topHalf = 0; ///< share of the rows in the upper half of the range; a long tail has next to none
    double ends = 0; ///< share of the rows in the lowest and the highest tenth of the range
    double uneven = 0; ///< greatest distance between the rows' distribution and an even one, 0 .. 1
    double valuesUneven = 0; ///< the same of the distinct values, each counted once
    /// How far neighbouring values differ in their rows: 1 is chance; more: popularity, not size, decides.
    double rough = 1;
    /// How far stretches of the range differ in their rows, over what popularity alone explains: about 1
    /// where the values could be dealt out anew, far more where a place in the range means something.
    double structure = 1;
    /// Share of rows with round numbers (multiples of 5 and 10) beyond the share of such numbers.
    double round = 0;
    bool allIntegers = false;
    /// In the order of the rows each value is greater than the one before.
    bool rising = false;
    [[nodiscard]] double span() const { return maximum - minimum + 1; }
    [[nodiscard]] double density() const { return static_cast<double>(distinct) / span(); }
    [[nodiscard]] double repeats() const
    {
        return static_cast<double>(rows) / static_cast<double>(distinct > 0 ? distinct : 1);
    }
};

/// Takes time by distinct values (they are sorted), but for `rising`, which looks at rows until it knows.
[[nodiscard]] IntegerShape shapeOf(const CodedColumn& column, std::span<const int64_t> counts);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace leap {

/// A number and the rows that have it. Private to core/data, as is all of this file.
struct NumberRows {
    double number = 0;
    int64_t rows = 0;
};

/// The least number of rows that a sentinel has, of `rows` in all.
[[nodiscard]] int64_t leastSentinelRows(int64_t rows);

/// Numbers that are no measurements but say "missing": at most three at each end, each in at least 1 % of the
/// rows and together in at most half of them, and far from the others. Far is a gap of at least the width
/// that the middle 98 % of the other rows take (five times that, of categories twenty times, where the
/// number does not look like a sentinel: 99, -999, 999.9, -1 below numbers that are not negative, the ends of
/// the types of computers).
/// @param numbers distinct, in any order
[[nodiscard]] std::vector<NumberRows> sentinelsOf(std::vector<NumberRows> numbers, bool categories);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Borders between at most `buckets` buckets of about equally many rows: bucket k holds the numbers x with
/// edges[k - 1] < x <= edges[k]. Equal numbers stay together, so there may be fewer. Private to core/data.
/// @param numbers distinct values, NaN = no number; @param counts rows of each
[[nodiscard]] std::vector<double> quantileEdges(std::span<const double> numbers,
                                                std::span<const int64_t> counts, int buckets);

/// 0 .. edges.size(), or -1 for NaN.
[[nodiscard]] int32_t bucketOf(double number, std::span<const double> edges);

} // namespace leap

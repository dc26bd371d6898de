// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/quantiles.h"

#include <algorithm>
#include <cmath>

namespace leap {

std::vector<double> quantileEdges(std::span<const double> numbers, std::span<const int64_t> counts,
                                  int buckets)
{
    std::vector<size_t> order;
    int64_t rows = 0;
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (!std::isnan(numbers[i]) && counts[i] > 0) {
            order.push_back(i);
            rows += counts[i];
        }
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return numbers[a] < numbers[b]; });
    std::vector<double> edges;
    int64_t below = 0; // rows up to and with the current number
    int64_t due = 1; // buckets that are full after the next edge
    for (size_t i = 0; i + 1 < order.size(); ++i) {
        below += counts[order[i]];
        if (below * buckets >= due * rows) {
            edges.push_back(numbers[order[i]]);
            due = below * buckets / rows + 1; // a frequent number fills several buckets at once
        }
    }
    return edges;
}

int32_t bucketOf(double number, std::span<const double> edges)
{
    if (std::isnan(number))
        return -1;
    return static_cast<int32_t>(std::lower_bound(edges.begin(), edges.end(), number) - edges.begin());
}

} // namespace leap

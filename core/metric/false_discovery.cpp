// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/false_discovery.h"

#include <algorithm>
#include <cmath>

namespace leap {

std::vector<double> benjaminiHochberg(std::span<const double> pValues)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < pValues.size(); ++i) {
        if (!std::isnan(pValues[i]))
            order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return pValues[a] < pValues[b]; });
    std::vector<double> adjusted(pValues.begin(), pValues.end());
    double lowest = 1;
    for (size_t rank = order.size(); rank > 0; --rank) {
        const size_t test = order[rank - 1];
        lowest =
            std::min(lowest, pValues[test] * static_cast<double>(order.size()) / static_cast<double>(rank));
        adjusted[test] = lowest;
    }
    return adjusted;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/polarisation.h"

#include <cmath>
#include <numeric>

namespace leap {

double polarisation(std::span<const double> gates)
{
    if (gates.empty())
        return 0;
    const auto n = static_cast<double>(gates.size());
    const double mean = std::accumulate(gates.begin(), gates.end(), 0.0) / n;
    double sum = 0;
    for (const double gate : gates)
        sum += std::abs(gate - mean);
    return sum / n;
}

} // namespace leap

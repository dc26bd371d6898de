// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/number_format.h"

#include "core/base/text.h"

#include <cmath>

namespace leap {
namespace {

std::string decimals(double value, int count)
{
    return std::isnan(value) ? "-" : fixed(value, count);
}

} // namespace

std::string formatCount(int64_t count)
{
    return grouped(count);
}

std::string formatShare(double share)
{
    return std::isnan(share) ? "-" : fixed(100 * share, 1) + " %";
}

std::string formatGate(double gate)
{
    return decimals(gate, 3);
}

std::string formatAuc(double auc)
{
    return decimals(auc, 4);
}

std::string formatLoss(double loss)
{
    constexpr double kSmallestShown = 5e-5;
    if (loss != 0 && std::abs(loss) < kSmallestShown)
        return significant(loss, 2);
    return decimals(loss, 5);
}

std::string formatDifference(double difference)
{
    constexpr double kHalfOfTheLast = 5e-5; // what rounds to 0 has no sign of its own
    if (std::abs(difference) < kHalfOfTheLast)
        difference = 0;
    return (difference >= 0 ? "+" : "") + decimals(difference, 4);
}

std::string formatAlpha(double alpha)
{
    return std::isnan(alpha) ? "-" : significant(alpha, 4);
}

std::string formatProbability(double p)
{
    return decimals(p, 3);
}

std::string formatSeconds(double seconds)
{
    return decimals(seconds, 1);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/s_auc.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace leap {
namespace {

/// The best AUC per dataset; NaN if no method has one.
std::vector<double> bestOf(const std::vector<std::vector<double>>& auc)
{
    std::vector<double> best(auc.front().size(), std::nan(""));
    for (const auto& method : auc) {
        for (size_t i = 0; i < best.size(); ++i)
            best[i] = std::fmax(best[i], method[i]); // ignores a NaN
    }
    return best;
}

} // namespace

std::vector<MetricValue> sAuc(const std::vector<std::vector<double>>& auc)
{
    std::vector<MetricValue> result(auc.size());
    if (auc.empty())
        return result;
    const std::vector<double> best = bestOf(auc);
    for (size_t method = 0; method < auc.size(); ++method) {
        double sum = 0;
        for (size_t i = 0; i < best.size(); ++i)
            sum += auc[method][i] / best[i];
        result[method].value = sum / static_cast<double>(best.size());
        result[method].used = static_cast<int64_t>(best.size());
        if (!result[method].defined())
            result[method].reason = best.empty() ? "no dataset" : "the AUC of one dataset is undefined";
    }
    return result;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/log_loss.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

double weightAt(std::span<const float> weight, size_t row)
{
    return weight.empty() ? 1.0 : weight[row];
}

} // namespace

MetricValue logLoss(std::span<const float> logit, std::span<const float> label, std::span<const float> weight)
{
    MetricValue result;
    result.used = static_cast<int64_t>(logit.size());
    double sum = 0, weights = 0;
    for (size_t row = 0; row < logit.size(); ++row) {
        const double z = label[row] > 0.5F ? -logit[row] : logit[row];
        const double w = weightAt(weight, row);
        sum += w * softplus(z);
        weights += w;
    }
    if (weights > 0)
        result.value = sum / weights;
    if (!result.defined())
        result.reason = weights > 0 ? "a score is not finite" : "no rows";
    return result;
}

MetricValue baseRateLogLoss(std::span<const float> label, std::span<const float> weight)
{
    MetricValue result;
    result.used = static_cast<int64_t>(label.size());
    double positives = 0, weights = 0;
    for (size_t row = 0; row < label.size(); ++row) {
        const double w = weightAt(weight, row);
        weights += w;
        positives += label[row] > 0.5F ? w : 0.0;
    }
    if (weights <= 0) {
        result.reason = "no rows";
        return result;
    }
    const double p = positives / weights;
    const auto term = [](double share) { return share > 0 ? -share * std::log(share) : 0.0; };
    result.value = term(p) + term(1 - p);
    return result;
}

} // namespace leap

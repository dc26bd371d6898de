// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/label_model.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <vector>

namespace leap::synth {

double interceptFor(std::span<const float> logits, double baseRate)
{
    double low = -50, high = 50;
    constexpr int kHalvings = 60;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        double sum = 0;
        for (const float logit : logits)
            sum += sigmoid(logit + middle);
        (sum < baseRate * static_cast<double>(logits.size()) ? low : high) = middle;
    }
    return (low + high) / 2;
}

double aucCeiling(std::span<const float> logits, double intercept)
{
    std::vector<float> sorted(logits.begin(), logits.end());
    std::sort(sorted.begin(), sorted.end());
    double positives = 0, negatives = 0, below = 0, won = 0, same = 0;
    for (size_t i = 0; i < sorted.size();) {
        const double p = sigmoid(sorted[i] + intercept);
        size_t end = i;
        while (end < sorted.size() && sorted[end] == sorted[i])
            ++end;
        const auto ties = static_cast<double>(end - i);
        won += ties * p * (below + (ties - 1) * (1 - p) / 2);
        same += ties * p * (1 - p);
        below += ties * (1 - p);
        positives += ties * p;
        negatives += ties * (1 - p);
        i = end;
    }
    return won / (positives * negatives - same);
}

} // namespace leap::synth

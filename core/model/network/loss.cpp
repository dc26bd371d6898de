// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/loss.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {

double binaryCrossEntropy(std::span<const float> logit, std::span<const float> label,
                          std::span<const float> weight, std::span<float> gradient)
{
    const double total = weight.empty() ? static_cast<double>(logit.size())
                                        : std::accumulate(weight.begin(), weight.end(), 0.0);
    if (total <= 0) {
        std::fill(gradient.begin(), gradient.end(), 0.0F);
        return 0;
    }
    double sum = 0;
    for (size_t row = 0; row < logit.size(); ++row) {
        const double z = logit[row];
        const double w = (weight.empty() ? 1.0 : weight[row]) / total;
        const double small = std::exp(-std::abs(z)); // in (0, 1]: no overflow on either side
        const double probability = (z >= 0 ? 1.0 : small) / (1 + small);
        sum += w * (std::max(z, 0.0) - z * label[row] + std::log1p(small));
        gradient[row] = static_cast<float>(w * (probability - label[row]));
    }
    return sum;
}

void rowLosses(std::span<const float> logit, std::span<const float> label, std::span<float> loss)
{
    for (size_t row = 0; row < label.size(); ++row)
        loss[row] = std::max(logit[row], 0.0F) - logit[row] * label[row]
            + std::log1p(std::exp(-std::abs(logit[row])));
}

} // namespace leap

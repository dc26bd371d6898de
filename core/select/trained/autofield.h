// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"
#include "core/select/trained/scaled_training.h"

#include <cstdint>
#include <vector>

namespace leap {

/// AutoField's controller (Wang et al. 2022, WWW, doi:10.1145/3485447.3512071): a field is kept with a
/// probability that is learnt, and a step multiplies it by a sample of the Gumbel softmax of keep and drop.
/// Of the two logits only their difference d matters: the sample is sigmoid((d + logistic noise) / T) with T
/// falling from 1 by 5e-5 a step (floor kLowestTemperature); the score is sigmoid(d). Every kPeriod-th step d
/// learns on gate rows. Both logits under Adam move apart at twice the rate of one.
class AutoFieldPolicy final : public ScalePolicy {
public:
    static constexpr int64_t kPeriod = 10;
    static constexpr double kLowestTemperature = 0.01;

    AutoFieldPolicy(size_t fields, double rate, uint64_t seed);

    [[nodiscard]] static double temperature(int64_t step);
    void scales(int64_t step, std::span<float> out) override;
    [[nodiscard]] StepKind learnsAt(int64_t step) const override
    {
        return step % kPeriod == 0 ? StepKind::Gates : StepKind::Backbone;
    }
    void learn(int64_t step, std::span<const float> dscale) override;
    [[nodiscard]] std::vector<double> scores() const override;

private:
    uint64_t m_seed;
    DenseAdam m_adam;
    std::vector<float> m_difference; ///< [F]
    std::vector<float> m_sample; ///< [F] of the last scales()
};

} // namespace leap

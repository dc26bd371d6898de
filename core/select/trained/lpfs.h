// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"
#include "core/select/trained/scaled_training.h"

#include <cstdint>
#include <vector>

namespace leap {

/// LPFS++'s gate (Guo et al. 2022, arXiv 2206.00267) and its derivative. With t = kAlpha epsilon^(1 / kTau):
/// g(p) = sign(p) p^2 / (p^2 + epsilon) + t atan(p).
struct LpfsGate {
    static constexpr double kAlpha = 10;
    static constexpr double kTau = 2;
    double value;
    double slope;
};
[[nodiscard]] LpfsGate lpfsGate(double parameter, double epsilon);
/// Soft threshold: towards zero by `threshold`, not across it.
[[nodiscard]] double shrink(double parameter, double threshold);

/// The gates learn with the backbone on training rows: Adam, then a soft threshold of .01 x rate. epsilon
/// starts at .1 and falls by a factor of .9978 every 100 steps. Parameters start at 1.
class LpfsPolicy final : public ScalePolicy {
public:
    LpfsPolicy(size_t fields, double rate);

    [[nodiscard]] static double epsilon(int64_t step);
    void scales(int64_t step, std::span<float> out) override;
    [[nodiscard]] StepKind learnsAt(int64_t) const override { return StepKind::Joint; }
    void learn(int64_t step, std::span<const float> dscale) override;
    [[nodiscard]] std::vector<double> scores() const override;

private:
    double m_rate;
    DenseAdam m_adam;
    std::vector<float> m_parameter; ///< [F]
    int64_t m_steps = 0;
};

} // namespace leap

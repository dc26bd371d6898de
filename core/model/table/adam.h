// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Adam (Kingma and Ba 2015, arXiv 1412.6980), bias-corrected, without weight decay:
/// m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,
/// p <- p - rate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
struct AdamHyper {
    double rate = 1e-3; ///< > 0
    double beta1 = 0.9; ///< [0, 1)
    double beta2 = 0.999; ///< [0, 1)
    double epsilon = 1e-8;
};

/// The two factors of step t that depend on nothing else.
struct AdamFactors {
    float stepSize = 0; ///< rate / (1 - beta1^t)
    float rootScale = 0; ///< 1 / sqrt(1 - beta2^t)
};
/// @param step counts from 1
[[nodiscard]] AdamFactors adamFactors(const AdamHyper& hyper, int64_t step);

/// Adam over one flat array, every value at every step.
class DenseAdam {
public:
    explicit DenseAdam(size_t size, const AdamHyper& hyper = {});

    /// @param parameters, gradient both of the size given at construction
    void step(std::span<float> parameters, std::span<const float> gradient);
    void setRate(double rate) { m_hyper.rate = rate; }
    /// As if every gradient so far had been `factor` times as large (the parameters were rescaled).
    void scaleGradients(double factor);

    [[nodiscard]] size_t size() const { return m_moment1.size(); }
    [[nodiscard]] int64_t steps() const { return m_steps; } ///< done so far
    [[nodiscard]] const std::vector<float>& moment1() const { return m_moment1; }
    [[nodiscard]] const std::vector<float>& moment2() const { return m_moment2; }
    void restore(std::vector<float> moment1, std::vector<float> moment2, int64_t steps);

private:
    AdamHyper m_hyper;
    int64_t m_steps = 0;
    std::vector<float> m_moment1;
    std::vector<float> m_moment2;
};

/// The factors of all steps, for replaying any stretch of them. Both settle to constants, so the tables end
/// there.
class AdamClock {
public:
    explicit AdamClock(const AdamHyper& hyper);

    [[nodiscard]] const AdamHyper& hyper() const { return m_hyper; }
    [[nodiscard]] int64_t steps() const { return m_steps; } ///< done so far
    void advance() { ++m_steps; }
    void setSteps(int64_t steps) { m_steps = steps; }
    /// Factors of the steps to come; what has not been replayed yet must have been replayed before.
    void setRate(double rate);

    /// Steps without gradient after which a first moment is nothing (below 5e-8 of what it was).
    [[nodiscard]] uint32_t restAfter() const { return m_restAfter; }
    [[nodiscard]] float rootBeta2() const
    {
        return m_rootBeta2;
    } ///< a second moment's root shrinks by it a step
    /// Factors of the steps `step`, `step` + 1, ...: restAfter() values can be read from there.
    [[nodiscard]] const float* stepSizes(int64_t step) const { return m_stepSizes.data() + place(step); }
    [[nodiscard]] const float* rootScales(int64_t step) const { return m_rootScales.data() + place(step); }

private:
    [[nodiscard]] size_t place(int64_t step) const;

    AdamHyper m_hyper;
    int64_t m_steps = 0;
    int64_t m_settled; ///< from this step on the factors are constant
    uint32_t m_restAfter;
    float m_rootBeta2;
    std::vector<float> m_stepSizes; ///< index 0 is step 1
    std::vector<float> m_rootScales;
};

} // namespace leap

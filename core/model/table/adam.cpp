// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table/adam.h"

#include "core/model/table/adam_kernels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

/// Smallest n >= 1 with beta^n < limit.
int64_t stepsUntil(double beta, double limit)
{
    if (beta <= limit)
        return 1;
    return static_cast<int64_t>(std::floor(std::log(limit) / std::log(beta))) + 1;
}

constexpr double kNothing = 5e-8; // below the rounding of a float
constexpr double kSettled = 1e-9;

} // namespace

AdamFactors adamFactors(const AdamHyper& hyper, int64_t step)
{
    const auto t = static_cast<double>(step);
    return {static_cast<float>(hyper.rate / (1 - std::pow(hyper.beta1, t))),
            static_cast<float>(1 / std::sqrt(1 - std::pow(hyper.beta2, t)))};
}

DenseAdam::DenseAdam(size_t size, const AdamHyper& hyper)
    : m_hyper(hyper)
    , m_moment1(size, 0.0F)
    , m_moment2(size, 0.0F)
{
}

void DenseAdam::step(std::span<float> parameters, std::span<const float> gradient)
{
    ++m_steps;
    adam::denseStep(
        {parameters.data(), m_moment1.data(), m_moment2.data(), gradient.data(), m_moment1.size()}, m_hyper,
        adamFactors(m_hyper, m_steps));
}

void DenseAdam::scaleGradients(double factor)
{
    for (float& value : m_moment1)
        value = static_cast<float>(value * factor);
    for (float& value : m_moment2)
        value = static_cast<float>(value * factor * factor);
}

void DenseAdam::restore(std::vector<float> moment1, std::vector<float> moment2, int64_t steps)
{
    m_moment1 = std::move(moment1);
    m_moment2 = std::move(moment2);
    m_steps = steps;
}

AdamClock::AdamClock(const AdamHyper& hyper)
    : m_hyper(hyper)
    , m_settled(stepsUntil(std::max(hyper.beta1, hyper.beta2), kSettled))
    , m_restAfter(static_cast<uint32_t>(stepsUntil(hyper.beta1, kNothing)))
    , m_rootBeta2(static_cast<float>(std::sqrt(hyper.beta2)))
{
    m_stepSizes.resize(static_cast<size_t>(m_settled) + m_restAfter);
    m_rootScales.resize(m_stepSizes.size());
    setRate(hyper.rate);
}

void AdamClock::setRate(double rate)
{
    m_hyper.rate = rate;
    for (size_t i = 0; i < m_stepSizes.size(); ++i) {
        const AdamFactors factors = adamFactors(m_hyper, std::min(static_cast<int64_t>(i) + 1, m_settled));
        m_stepSizes[i] = factors.stepSize;
        m_rootScales[i] = factors.rootScale;
    }
}

size_t AdamClock::place(int64_t step) const
{
    return static_cast<size_t>(std::min(step, m_settled) - 1);
}

} // namespace leap

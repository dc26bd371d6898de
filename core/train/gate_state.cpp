// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/gate_state.h"

#include "core/base/statistics.h"
#include "core/model/table/adam.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
GateState::GateState(int64_t fields, const Settings& settings, double alpha, double gateLearningRate)
    : m_settings(settings)
    , m_rate(gateLearningRate)
    , m_adam(static_cast<size_t>(fields), AdamHyper{.rate = gateLearningRate})
{
    m_settings.alpha = alpha;
    const double theta0 = settings.tau * logit(settings.initialGate);
    m_theta.assign(static_cast<size_t>(fields), static_cast<float>(theta0));
    m_divergence.assign(static_cast<size_t>(fields), 0.0);
}

std::vector<double> GateState::gates() const
{
    std::vector<double> gates;
    gates.reserve(m_theta.size());
    for (const float theta : m_theta)
        gates.push_back(tailSigmoid(theta / tau()));
    return gates;
}

std::vector<double> GateState::divergence() const
{
    std::vector<double> clipped = m_divergence;
    for (double& value : clipped)
        value = std::max(value, m_settings.divergenceFloor);
    return clipped;
}

std::vector<double> GateState::lambda() const
{
    if (m_settings.penalty == Penalty::Uniform)
        return std::vector<double>(m_theta.size(), alpha());
    std::vector<double> lambda = divergence();
    for (double& value : lambda)
        value *= alpha();
    return lambda;
}

double GateState::penalty() const
{
    const auto weights = lambda();
    const auto values = gates();
    double sum = 0;
    for (size_t i = 0; i < values.size(); ++i)
        sum += weights[i] * values[i];
    return sum;
}

void GateState::observeDivergence(std::span<const float> delta)
{
    for (size_t i = 0; i < m_divergence.size(); ++i)
        m_divergence[i] = m_divergenceSeen ? beta() * m_divergence[i] + (1 - beta()) * delta[i] : delta[i];
    m_divergenceSeen = true;
}

void GateState::applyGradient(std::span<const float> taskGradient)
{
    const auto weights = lambda();
    const auto values = gates();
    std::vector<float> gradient(taskGradient.begin(), taskGradient.end());
    for (size_t i = 0; i < gradient.size(); ++i)
        gradient[i] += static_cast<float>(weights[i] * values[i] * (1 - values[i]) / tau());
    m_adam.step(m_theta, gradient);
}

void GateState::change(const SettingRow& setting, double value)
{
    const double tau = m_settings.tau;
    setLive(setting, value, m_settings);
    if (m_settings.tau != tau)
        rescale(m_settings.tau / tau);
}

void GateState::rescale(double factor)
{
    for (float& theta : m_theta)
        theta = static_cast<float>(theta * factor);
    m_adam.scaleGradients(1 / factor);
}

GateRule GateState::rule() const
{
    return {m_settings.penalty, alpha(), beta(), tau(), m_settings.divergenceFloor, m_rate};
}

void GateState::setArrays(GateArrays arrays)
{
    show(std::move(arrays.theta), std::move(arrays.divergence));
    m_divergenceSeen = arrays.divergenceSeen;
    m_adam = std::move(arrays.adam);
}

void GateState::show(std::vector<float> theta, std::vector<double> divergence)
{
    m_theta = std::move(theta);
    m_divergence = std::move(divergence);
}

void GateState::save(StateDict& state) const
{
    putFloats(state, "gates/theta", m_theta);
    putDoubles(state, "gates/divergence", m_divergence);
    putDoubles(state, "gates/alpha_beta_tau", liveNumbers(m_settings));
    putInts(state, "gates/divergence_seen", {m_divergenceSeen ? 1 : 0});
    putFloats(state, "gates/moment1", m_adam.moment1());
    putFloats(state, "gates/moment2", m_adam.moment2());
    putInts(state, "gates/adam_step", {m_adam.steps()});
}

void GateState::load(const StateDict& state)
{
    const int64_t n = fields();
    m_theta = getFloats(state, "gates/theta", n);
    m_divergence = getDoubles(state, "gates/divergence", n);
    setLiveNumbers(getDoubles(state, "gates/alpha_beta_tau"), m_settings);
    m_divergenceSeen = getInts(state, "gates/divergence_seen", 1)[0] != 0;
    m_adam.restore(getFloats(state, "gates/moment1", n), getFloats(state, "gates/moment2", n),
                   getInts(state, "gates/adam_step", 1)[0]);
}

} // namespace leap

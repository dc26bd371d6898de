// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/device_gates.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <utility>

namespace leap {
namespace {

at::Tensor onDevice(const std::vector<double>& values, c10::Device device)
{
    at::Tensor host = at::empty({static_cast<int64_t>(values.size())}, at::kDouble);
    std::copy(values.begin(), values.end(), host.mutable_data_ptr<double>());
    return host.to(device);
}

} // namespace

DeviceGates::DeviceGates(const GateState& state, c10::Device device)
    : m_rule(state.rule())
    , m_adam(state.fields(), {.rate = m_rule.rate}, device)
{
    const GateArrays arrays = state.arrays();
    m_theta = leap::onDevice(arrays.theta, device);
    m_divergence = onDevice(arrays.divergence, device);
    m_divergenceSeen = arrays.divergenceSeen;
    m_adam.restore(arrays.adam);
}

void DeviceGates::observeDivergence(const at::Tensor& delta)
{
    const c10::NoGradGuard noGrad;
    const at::Tensor now = delta.to(at::kDouble);
    m_divergence = m_divergenceSeen ? m_divergence * m_rule.beta + now * (1 - m_rule.beta) : now;
    m_divergenceSeen = true;
}

/// d sum_i lambda_i g_i / d theta, with no gradient through lambda.
at::Tensor DeviceGates::penaltyGradient() const
{
    const at::Tensor gates = (m_theta.to(at::kDouble) / m_rule.tau).sigmoid();
    const at::Tensor lambda = m_rule.penalty == Penalty::Uniform
        ? at::full_like(m_divergence, m_rule.alpha)
        : m_divergence.clamp_min(m_rule.floor) * m_rule.alpha;
    return lambda * gates * (1 - gates) / m_rule.tau;
}

void DeviceGates::applyGradient(const at::Tensor& taskGradient)
{
    const c10::NoGradGuard noGrad;
    m_adam.step(m_theta, taskGradient + penaltyGradient().to(at::kFloat));
}

void DeviceGates::writeTo(GateState& state) const
{
    const at::Tensor host = m_divergence.cpu().contiguous();
    const double* divergence = host.const_data_ptr<double>();
    state.setArrays(
        {onHost(m_theta), {divergence, divergence + host.numel()}, m_divergenceSeen, m_adam.toHost()});
}

} // namespace leap

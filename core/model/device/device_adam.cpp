// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device/device_adam.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace leap {

at::Tensor onDevice(std::span<const float> values, c10::Device device)
{
    at::Tensor host = at::empty({static_cast<int64_t>(values.size())}, at::kFloat);
    std::copy(values.begin(), values.end(), host.mutable_data_ptr<float>());
    return host.to(device);
}

std::vector<float> onHost(const at::Tensor& values)
{
    const at::Tensor host = values.detach().cpu().contiguous();
    const float* first = host.const_data_ptr<float>();
    return {first, first + host.numel()};
}

DeviceAdam::DeviceAdam(int64_t size, const AdamHyper& hyper, c10::Device device)
    : m_hyper(hyper)
    , m_moment1(at::zeros({size}, at::TensorOptions(device).dtype(at::kFloat)))
    , m_moment2(at::zeros({size}, at::TensorOptions(device).dtype(at::kFloat)))
{
}

void DeviceAdam::step(const at::Tensor& parameters, const at::Tensor& gradient)
{
    const c10::NoGradGuard noGrad;
    const AdamFactors factors = adamFactors(m_hyper, ++m_steps);
    m_moment1.mul_(m_hyper.beta1).add_(gradient, 1 - m_hyper.beta1);
    m_moment2.mul_(m_hyper.beta2).addcmul_(gradient, gradient, 1 - m_hyper.beta2);
    const at::Tensor divisor = m_moment2.sqrt().mul_(factors.rootScale).add_(m_hyper.epsilon);
    parameters.addcdiv_(m_moment1, divisor, -static_cast<double>(factors.stepSize));
}

DenseAdam DeviceAdam::toHost() const
{
    DenseAdam host(static_cast<size_t>(m_moment1.numel()), m_hyper);
    host.restore(onHost(m_moment1), onHost(m_moment2), m_steps);
    return host;
}

void DeviceAdam::restore(const DenseAdam& host)
{
    m_moment1 = onDevice(host.moment1(), m_moment1.device());
    m_moment2 = onDevice(host.moment2(), m_moment2.device());
    m_steps = host.steps();
}

} // namespace leap

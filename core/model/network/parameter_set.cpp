// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/parameter_set.h"

#include "core/base/random.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace leap {
namespace {

/// Every parameter begins on a cache line: matrix kernels choose their path by alignment, and results must
/// not depend on where a parameter happens to lie.
constexpr int64_t kLineFloats = 16;

} // namespace

size_t ParameterSet::add(std::string name, std::vector<int64_t> shape, ParameterStart start)
{
    Entry entry;
    entry.name = std::move(name);
    entry.size = std::accumulate(shape.begin(), shape.end(), int64_t{1}, std::multiplies<>());
    entry.shape = std::move(shape);
    entry.start = std::move(start);
    entry.offset = m_size;
    m_size += (entry.size + kLineFloats - 1) / kLineFloats * kLineFloats;
    m_entries.push_back(std::move(entry));
    return m_entries.size() - 1;
}

void ParameterSet::allocate(uint64_t seed, c10::Device device)
{
    m_host = at::zeros({m_size}, at::kFloat);
    for (const Entry& entry : m_entries)
        fill(entry, seed);
    m_device = device.is_cpu() ? m_host : m_host.to(device);
    for (const Entry& entry : m_entries) {
        auto values = m_device.narrow(0, entry.offset, entry.size).view(entry.shape).detach();
        m_tensors.push_back(values.set_requires_grad(true));
    }
}

void ParameterSet::fill(const Entry& entry, uint64_t seed)
{
    if (entry.start.kind == ParameterStart::Kind::Given) {
        m_host.narrow(0, entry.offset, entry.size).copy_(entry.start.given.reshape(-1));
        return;
    }
    const RandomStream stream(streamKey(seed, "parameter." + entry.name));
    const auto values = host().subspan(static_cast<size_t>(entry.offset), static_cast<size_t>(entry.size));
    for (size_t i = 0; i < values.size(); ++i) {
        const double unit =
            entry.start.kind == ParameterStart::Kind::Constant ? 1 : 2.0 * stream.uniformAt(i) - 1;
        values[i] = static_cast<float>(entry.start.value * unit);
    }
}

std::span<float> ParameterSet::host()
{
    return {m_host.mutable_data_ptr<float>(), static_cast<size_t>(m_size)};
}

std::span<const float> ParameterSet::host() const
{
    return {m_host.const_data_ptr<float>(), static_cast<size_t>(m_size)};
}

void ParameterSet::upload()
{
    if (!m_device.is_same(m_host))
        m_device.copy_(m_host);
}

void ParameterSet::collect(std::span<const at::Tensor> gradients, std::span<float> flat) const
{
    const c10::NoGradGuard noGrad;
    at::Tensor joined;
    if (!m_device.is_cpu() && !gradients.empty()) { // one transfer instead of many
        std::vector<at::Tensor> flattened;
        for (const at::Tensor& gradient : gradients)
            flattened.push_back(gradient.reshape(-1));
        joined = at::cat(flattened).cpu();
    }
    int64_t read = 0;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        const at::Tensor part =
            joined.defined() ? joined.narrow(0, read, entry.size) : gradients[i].contiguous();
        std::copy_n(part.const_data_ptr<float>(), entry.size, flat.begin() + entry.offset);
        read += entry.size;
    }
}

} // namespace leap

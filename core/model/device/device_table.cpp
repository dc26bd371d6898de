// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device/device_table.h"

#include "core/base/error.h"
#include "core/model/device/device_adam.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <string>
#include <tuple>

namespace leap {

DeviceClock::DeviceClock(const AdamHyper& hyper, c10::Device device)
    : m_device(device)
    , m_clock(hyper)
{
    sendFactors();
}

void DeviceClock::sendFactors()
{
    // The clock ends its tables at the step from which on they are constant.
    const auto count = static_cast<size_t>(m_clock.stepSizes(INT64_MAX) - m_clock.stepSizes(1)) + 1;
    m_factors = {onDevice({m_clock.stepSizes(1), count}, m_device),
                 onDevice({m_clock.rootScales(1), count}, m_device), int64_t{m_clock.restAfter()}};
}

void DeviceClock::setRate(double rate)
{
    m_clock.setRate(rate);
    sendFactors();
}

DeviceTable::DeviceTable(int width, c10::Device device)
    : m_width(width)
    , m_device(device)
{
}

int64_t DeviceTable::append(const EmbeddingTable::State& fresh)
{
    const size_t first = m_fresh.lastGradient.size();
    if (first + fresh.lastGradient.size() > static_cast<size_t>(INT32_MAX))
        throw InputError("Fields of width " + std::to_string(m_width)
                         + " have more than 2,147,483,647 different values together, which a GPU's tables "
                           "do not hold. Raise their minimum count, or run with --device cpu.");
    m_fresh.parameter.insert(m_fresh.parameter.end(), fresh.parameter.begin(), fresh.parameter.end());
    m_fresh.lastGradient.insert(m_fresh.lastGradient.end(), fresh.lastGradient.begin(),
                                fresh.lastGradient.end());
    return static_cast<int64_t>(first);
}

void DeviceTable::allocate()
{
    const auto rows = static_cast<int64_t>(m_fresh.lastGradient.size());
    m_table.parameter = onDevice(m_fresh.parameter, m_device).view({rows, m_width});
    m_table.moment1 = at::zeros({rows, m_width}, at::TensorOptions(m_device).dtype(at::kFloat));
    m_table.root = m_table.moment1.clone();
    m_table.upTo = at::zeros({rows}, at::TensorOptions(m_device).dtype(at::kInt));
    m_table.lastGradient = m_table.upTo.clone();
    m_fresh = {};
}

at::Tensor DeviceTable::read(const at::Tensor& rows, const DeviceClock& clock)
{
    std::tie(m_named, m_order) = rows.sort(/*stable=*/true, 0, /*descending=*/false);
    catchUpRows(m_table, m_named, clock.factors(), clock.clock().hyper(), clock.clock().steps());
    return m_table.parameter.index_select(0, rows);
}

void DeviceTable::apply(const DeviceClock& clock, const at::Tensor& gradients)
{
    const AdamClock& host = clock.clock();
    stepRows(m_table, m_named, m_order, gradients.contiguous(), host.hyper(), host.steps(),
             {*host.stepSizes(host.steps()), *host.rootScales(host.steps())});
}

void DeviceTable::flush(const DeviceClock& clock)
{
    constexpr int64_t kRows = 1 << 20;
    const int64_t rows = m_table.upTo.numel();
    for (int64_t first = 0; first < rows; first += kRows)
        catchUpRows(m_table, at::arange(first, std::min(first + kRows, rows), m_table.upTo.options()),
                    clock.factors(), clock.clock().hyper(), clock.clock().steps());
}

EmbeddingTable::State DeviceTable::save(int64_t first, int64_t count) const
{
    const auto part = [&](const at::Tensor& values) { return onHost(values.narrow(0, first, count)); };
    EmbeddingTable::State state{part(m_table.parameter), part(m_table.moment1), part(m_table.root), {}};
    const at::Tensor last = m_table.lastGradient.narrow(0, first, count).cpu();
    state.lastGradient.assign(last.const_data_ptr<int32_t>(), last.const_data_ptr<int32_t>() + count);
    return state;
}

void DeviceTable::load(int64_t first, const EmbeddingTable::State& state, int64_t steps)
{
    const auto count = static_cast<int64_t>(state.lastGradient.size());
    const auto put = [&](const at::Tensor& to, const std::vector<float>& values) {
        to.narrow(0, first, count).copy_(onDevice(values, m_device).view({count, m_width}));
    };
    put(m_table.parameter, state.parameter);
    put(m_table.moment1, state.moment1);
    put(m_table.root, state.moment2Root);
    const std::vector<int32_t> last(state.lastGradient.begin(), state.lastGradient.end());
    m_table.lastGradient.narrow(0, first, count).copy_(at::tensor(last, at::kInt));
    m_table.upTo.narrow(0, first, count).fill_(steps);
}

std::vector<float> DeviceTable::weights(int64_t first, int64_t count) const
{
    return onHost(m_table.parameter.narrow(0, first, count));
}

void DeviceTable::setWeights(int64_t first, const std::vector<float>& weights)
{
    const int64_t count = static_cast<int64_t>(weights.size()) / m_width;
    m_table.parameter.narrow(0, first, count).copy_(onDevice(weights, m_device).view({count, m_width}));
}

} // namespace leap

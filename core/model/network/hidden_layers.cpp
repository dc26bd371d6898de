// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/hidden_layers.h"

#include "core/base/random.h"
#include "core/model/network/dropout.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/native_batch_norm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <tuple>
#include <utility>

namespace leap {

namespace {

bool usesBatchStatistics(const at::Tensor& x, const ForwardMode& mode)
{
    return mode.training && x.size(0) > 1;
}

} // namespace

LinearParameters addLinear(ParameterSet& parameters, const std::string& name, int64_t inputs, int64_t outputs)
{
    const ParameterStart start{ParameterStart::Kind::Uniform, 1 / std::sqrt(static_cast<double>(inputs))};
    const size_t weight = parameters.add(name + ".weight", {outputs, inputs}, start);
    return {weight, parameters.add(name + ".bias", {outputs}, start)};
}

at::Tensor applyLinear(const ParameterSet& parameters, const LinearParameters& layer, const at::Tensor& x)
{
    return at::linear(x, parameters.tensors()[layer.weight], parameters.tensors()[layer.bias]);
}

std::vector<HiddenLayerParameters> addHiddenLayers(const BackboneSpec& spec, ParameterSet& parameters)
{
    std::vector<HiddenLayerParameters> places;
    int64_t inputs = spec.columns;
    for (size_t layer = 0; layer < spec.hidden.size(); ++layer) {
        const std::string name = "mlp." + std::to_string(layer);
        const std::vector<int64_t> units{spec.hidden[layer]};
        const LinearParameters linear = addLinear(parameters, name, inputs, spec.hidden[layer]);
        const size_t scale =
            parameters.add(name + ".norm.weight", units, {ParameterStart::Kind::Constant, 1});
        const size_t shift = parameters.add(name + ".norm.bias", units, {ParameterStart::Kind::Constant, 0});
        places.push_back({linear, scale, shift, name + ".norm.mean", name + ".norm.variance"});
        inputs = spec.hidden[layer];
    }
    return places;
}

RowReaders deepRowReaders(const BackboneSpec& spec)
{
    if (spec.hidden.empty())
        return {.linear = {"output"}, .units = 1};
    return {.linear = {"mlp.0"}, .units = spec.hidden.front()};
}

HiddenLayers::HiddenLayers(std::vector<HiddenLayerParameters> places, const BackboneSpec& spec,
                           const ParameterSet& parameters, c10::Device device)
    : m_parameters(parameters)
    , m_places(std::move(places))
    , m_device(device)
    , m_dropout(spec.dropout)
{
    const at::TensorOptions options = at::TensorOptions(device).dtype(at::kFloat);
    for (const int64_t units : spec.hidden)
        m_running.push_back({at::zeros({units}, options), at::ones({units}, options)});
}

at::Tensor HiddenLayers::forward(const at::Tensor& x, const ForwardMode& mode) const
{
    at::Tensor h = x;
    for (size_t index = 0; index < m_running.size(); ++index)
        h = layer(index, h, mode);
    return h;
}

std::vector<NetworkStatistic> HiddenLayers::statistics() const
{
    std::vector<NetworkStatistic> all;
    for (size_t index = 0; index < m_running.size(); ++index) {
        all.push_back({m_places[index].meanName, m_running[index].mean});
        all.push_back({m_places[index].varianceName, m_running[index].variance});
    }
    return all;
}

at::Tensor HiddenLayers::layer(size_t index, const at::Tensor& x, const ForwardMode& mode) const
{
    at::Tensor h = at::relu(normalise(index, linear(index, x, mode), mode));
    if (!mode.training || m_dropout == 0)
        return h;
    return at::mul(h, dropoutMask(streamKey(mode.dropoutKey, "layer", index), h.sizes()));
}

/// Statistics of the batch take the bias away again: its gradient is zero. What autograd finds is rounding,
/// and Adam makes whole steps of it.
at::Tensor HiddenLayers::linear(size_t index, const at::Tensor& x, const ForwardMode& mode) const
{
    const LinearParameters& places = m_places[index].linear;
    if (!usesBatchStatistics(x, mode))
        return applyLinear(m_parameters, places, x);
    return at::linear(x, m_parameters.tensors()[places.weight], m_parameters.tensors()[places.bias].detach());
}

at::Tensor HiddenLayers::normalise(size_t index, const at::Tensor& x, const ForwardMode& mode) const
{
    const bool batchStatistics = usesBatchStatistics(x, mode);
    const bool running = !batchStatistics || mode.updateStatistics;
    const auto& parameters = m_parameters.tensors();
    const HiddenLayerParameters& places = m_places[index];
    return std::get<0>(at::native_batch_norm(
        x, parameters[places.scale], parameters[places.shift], running ? m_running[index].mean : at::Tensor(),
        running ? m_running[index].variance : at::Tensor(), batchStatistics, kNormMomentum, kNormEpsilon));
}

at::Tensor HiddenLayers::dropoutMask(uint64_t key, at::IntArrayRef sizes) const
{
    // Pinned memory on the way to a GPU: the copy does not make the host wait, and LibTorch's allocator
    // keeps the memory until it is done.
    at::Tensor mask =
        at::empty(sizes, at::TensorOptions().dtype(at::kFloat).pinned_memory(m_device.is_cuda()));
    fillDropoutMask(key, m_dropout, {mask.mutable_data_ptr<float>(), static_cast<size_t>(mask.numel())});
    return m_device.is_cpu() ? mask : mask.to(m_device, /*non_blocking=*/true);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/wide_deep.h"

#include "core/base/random.h"
#include "core/model/dropout.h"

#include <ATen/ops/add.h>
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

using Linear = WideDeepParameters::Linear;

Linear addLinear(ParameterSet& parameters, const std::string& name, int64_t inputs, int64_t outputs)
{
    const ParameterStart start{ParameterStart::Kind::Uniform, 1 / std::sqrt(static_cast<double>(inputs))};
    const size_t weight = parameters.add(name + ".weight", {outputs, inputs}, start);
    return {weight, parameters.add(name + ".bias", {outputs}, start)};
}

class WideDeep final : public Backbone {
public:
    WideDeep(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
        : m_parameters(parameters)
        , m_places(addWideDeepParameters(spec, parameters))
        , m_device(device)
        , m_dropout(spec.dropout)
    {
        const at::TensorOptions options = at::TensorOptions(device).dtype(at::kFloat);
        for (const int64_t units : spec.hidden)
            m_running.push_back({at::zeros({units}, options), at::ones({units}, options)});
    }

    at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) override
    {
        at::Tensor h = x;
        for (size_t layer = 0; layer < m_running.size(); ++layer)
            h = hidden(layer, h, mode);
        return at::add(linear(m_places.output, h), linear(m_places.wide, x)).view({x.size(0)});
    }

    std::vector<Statistic> statistics() const override
    {
        std::vector<Statistic> all;
        for (size_t layer = 0; layer < m_running.size(); ++layer) {
            all.push_back({m_places.hidden[layer].meanName, m_running[layer].mean});
            all.push_back({m_places.hidden[layer].varianceName, m_running[layer].variance});
        }
        return all;
    }

private:
    struct Running {
        at::Tensor mean;
        at::Tensor variance;
    };

    at::Tensor linear(const Linear& layer, const at::Tensor& x) const
    {
        return at::linear(x, m_parameters.tensors()[layer.weight], m_parameters.tensors()[layer.bias]);
    }

    at::Tensor hidden(size_t index, const at::Tensor& x, const ForwardMode& mode) const
    {
        const at::Tensor h = at::relu(normalise(index, linear(m_places.hidden[index].linear, x), mode));
        if (!mode.training || m_dropout == 0)
            return h;
        return at::mul(h, dropoutMask(streamKey(mode.dropoutKey, "layer", index), h.sizes()));
    }

    at::Tensor normalise(size_t index, const at::Tensor& x, const ForwardMode& mode) const
    {
        const bool batchStatistics = mode.training && x.size(0) > 1;
        const bool running = !batchStatistics || mode.updateStatistics;
        const auto& parameters = m_parameters.tensors();
        const WideDeepParameters::Hidden& places = m_places.hidden[index];
        return std::get<0>(at::native_batch_norm(x, parameters[places.scale], parameters[places.shift],
                                                 running ? m_running[index].mean : at::Tensor(),
                                                 running ? m_running[index].variance : at::Tensor(),
                                                 batchStatistics, kNormMomentum, kNormEpsilon));
    }

    at::Tensor dropoutMask(uint64_t key, at::IntArrayRef sizes) const
    {
        at::Tensor mask = at::empty(sizes, at::kFloat);
        fillDropoutMask(key, m_dropout, {mask.mutable_data_ptr<float>(), static_cast<size_t>(mask.numel())});
        return m_device.is_cpu() ? mask : mask.to(m_device);
    }

    ParameterSet& m_parameters;
    WideDeepParameters m_places;
    c10::Device m_device;
    double m_dropout;
    std::vector<Running> m_running; ///< a hidden layer each
};

} // namespace

WideDeepParameters addWideDeepParameters(const BackboneSpec& spec, ParameterSet& parameters)
{
    WideDeepParameters places{};
    int64_t inputs = spec.columns;
    for (size_t layer = 0; layer < spec.hidden.size(); ++layer) {
        const std::string name = "mlp." + std::to_string(layer);
        const std::vector<int64_t> units{spec.hidden[layer]};
        const Linear linear = addLinear(parameters, name, inputs, spec.hidden[layer]);
        const size_t scale =
            parameters.add(name + ".norm.weight", units, {ParameterStart::Kind::Constant, 1});
        const size_t shift = parameters.add(name + ".norm.bias", units, {ParameterStart::Kind::Constant, 0});
        places.hidden.push_back({linear, scale, shift, name + ".norm.mean", name + ".norm.variance"});
        inputs = spec.hidden[layer];
    }
    places.output = addLinear(parameters, "output", inputs, 1);
    places.wide = addLinear(parameters, "wide", spec.columns, 1);
    return places;
}

std::unique_ptr<Backbone> makeWideDeep(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
{
    return std::make_unique<WideDeep>(spec, parameters, device);
}

} // namespace leap

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

constexpr double kMomentum = 0.1;
constexpr double kEpsilon = 1e-5;

/// Places in the ParameterSet.
struct Linear {
    size_t weight;
    size_t bias;
};

struct Hidden {
    Linear linear;
    size_t scale;
    size_t shift;
    at::Tensor mean;
    at::Tensor variance;
};

class WideDeep final : public Backbone {
public:
    WideDeep(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
        : m_parameters(parameters)
        , m_device(device)
        , m_dropout(spec.dropout)
    {
        int64_t inputs = spec.columns;
        for (size_t layer = 0; layer < spec.hidden.size(); ++layer) {
            m_hidden.push_back(addHidden("mlp." + std::to_string(layer), inputs, spec.hidden[layer]));
            inputs = spec.hidden[layer];
        }
        m_output = addLinear("output", inputs, 1);
        m_wide = addLinear("wide", spec.columns, 1);
    }

    at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) override
    {
        at::Tensor h = x;
        for (size_t layer = 0; layer < m_hidden.size(); ++layer)
            h = hidden(layer, h, mode);
        return at::add(linear(m_output, h), linear(m_wide, x)).view({x.size(0)});
    }

    std::vector<Statistic> statistics() const override
    {
        std::vector<Statistic> all;
        for (size_t layer = 0; layer < m_hidden.size(); ++layer) {
            const std::string name = "mlp." + std::to_string(layer) + ".norm.";
            all.push_back({name + "mean", m_hidden[layer].mean});
            all.push_back({name + "variance", m_hidden[layer].variance});
        }
        return all;
    }

private:
    Linear addLinear(const std::string& name, int64_t inputs, int64_t outputs)
    {
        const ParameterStart start{ParameterStart::Kind::Uniform, 1 / std::sqrt(static_cast<double>(inputs))};
        const size_t weight = m_parameters.add(name + ".weight", {outputs, inputs}, start);
        return {weight, m_parameters.add(name + ".bias", {outputs}, start)};
    }

    Hidden addHidden(const std::string& name, int64_t inputs, int64_t outputs)
    {
        Hidden layer{addLinear(name, inputs, outputs), 0, 0, {}, {}};
        layer.scale = m_parameters.add(name + ".norm.weight", {outputs}, {ParameterStart::Kind::Constant, 1});
        layer.shift = m_parameters.add(name + ".norm.bias", {outputs}, {ParameterStart::Kind::Constant, 0});
        layer.mean = at::zeros({outputs}, at::TensorOptions(m_device).dtype(at::kFloat));
        layer.variance = at::ones({outputs}, at::TensorOptions(m_device).dtype(at::kFloat));
        return layer;
    }

    at::Tensor linear(const Linear& layer, const at::Tensor& x) const
    {
        return at::linear(x, m_parameters.tensors()[layer.weight], m_parameters.tensors()[layer.bias]);
    }

    at::Tensor hidden(size_t index, const at::Tensor& x, const ForwardMode& mode) const
    {
        const Hidden& layer = m_hidden[index];
        const at::Tensor h = at::relu(normalise(layer, linear(layer.linear, x), mode));
        if (!mode.training || m_dropout == 0)
            return h;
        return at::mul(h, dropoutMask(streamKey(mode.dropoutKey, "layer", index), h.sizes()));
    }

    at::Tensor normalise(const Hidden& layer, const at::Tensor& x, const ForwardMode& mode) const
    {
        const bool batchStatistics = mode.training && x.size(0) > 1;
        const bool running = !batchStatistics || mode.updateStatistics;
        const auto& parameters = m_parameters.tensors();
        return std::get<0>(at::native_batch_norm(
            x, parameters[layer.scale], parameters[layer.shift], running ? layer.mean : at::Tensor(),
            running ? layer.variance : at::Tensor(), batchStatistics, kMomentum, kEpsilon));
    }

    at::Tensor dropoutMask(uint64_t key, at::IntArrayRef sizes) const
    {
        at::Tensor mask = at::empty(sizes, at::kFloat);
        fillDropoutMask(key, m_dropout, {mask.mutable_data_ptr<float>(), static_cast<size_t>(mask.numel())});
        return m_device.is_cpu() ? mask : mask.to(m_device);
    }

    ParameterSet& m_parameters;
    c10::Device m_device;
    double m_dropout;
    std::vector<Hidden> m_hidden;
    Linear m_output{};
    Linear m_wide{};
};

} // namespace

std::unique_ptr<Backbone> makeWideDeep(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
{
    return std::make_unique<WideDeep>(spec, parameters, device);
}

} // namespace leap

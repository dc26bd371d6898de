// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/dcn_v2.h"

#include "core/model/network/hidden_layers.h"

#include <ATen/ops/addcmul.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linear.h>

#include <cmath>
#include <optional>
#include <string>

namespace leap {
namespace {

/// W x + b, with W = U V^T where the rank is below full.
struct CrossLayer {
    std::optional<size_t> inner; ///< V^T [rank, D]; none at full rank
    LinearParameters outer; ///< [D, rank], or [D, D]
};

CrossLayer addCrossLayer(ParameterSet& parameters, const std::string& name, int64_t columns, int64_t rank)
{
    CrossLayer layer{};
    if (rank < columns)
        layer.inner =
            parameters.add(name + ".inner.weight", {rank, columns},
                           {ParameterStart::Kind::Uniform, 1 / std::sqrt(static_cast<double>(columns))});
    layer.outer = addLinear(parameters, name, rank, columns);
    return layer;
}

std::vector<CrossLayer> addCrossLayers(const BackboneSpec& spec, ParameterSet& parameters)
{
    std::vector<CrossLayer> layers;
    const int64_t rank = crossRankFor(spec);
    for (int64_t i = 0; i < spec.crossLayers; ++i)
        layers.push_back(addCrossLayer(parameters, "cross." + std::to_string(i), spec.columns, rank));
    return layers;
}

class DcnV2 final : public Backbone {
public:
    DcnV2(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
        : m_parameters(parameters)
        , m_cross(addCrossLayers(spec, parameters))
        , m_deep(!spec.hidden.empty())
        , m_hidden(addHiddenLayers(spec, parameters), spec, parameters, device)
        , m_output(
              addLinear(parameters, "output", spec.columns + (m_deep ? spec.hidden.back() : int64_t{0}), 1))
    {
    }

    at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) override
    {
        at::Tensor crossed = x;
        for (const CrossLayer& layer : m_cross)
            crossed = at::addcmul(crossed, x, project(layer, crossed));
        if (m_deep)
            crossed = at::cat({crossed, m_hidden.forward(x, mode)}, 1);
        return applyLinear(m_parameters, m_output, crossed).view({x.size(0)});
    }

    std::vector<NetworkStatistic> statistics() const override { return m_hidden.statistics(); }

private:
    at::Tensor project(const CrossLayer& layer, const at::Tensor& x) const
    {
        const at::Tensor inner = layer.inner ? at::linear(x, m_parameters.tensors()[*layer.inner]) : x;
        return applyLinear(m_parameters, layer.outer, inner);
    }

    ParameterSet& m_parameters;
    std::vector<CrossLayer> m_cross;
    bool m_deep;
    HiddenLayers m_hidden;
    LinearParameters m_output; ///< over the crossed row, then the hidden units
};

} // namespace

std::unique_ptr<Backbone> makeDcnV2(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
{
    return std::make_unique<DcnV2>(spec, parameters, device);
}

RowReaders dcnV2RowReaders(const BackboneSpec& spec)
{
    RowReaders readers;
    readers.units = crossRankFor(spec);
    if (!spec.hidden.empty()) {
        readers.linear = {"mlp.0"};
        readers.units += spec.hidden.front();
    }
    return readers;
}

} // namespace leap

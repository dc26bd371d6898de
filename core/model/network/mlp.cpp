// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/mlp.h"

#include "core/model/network/hidden_layers.h"

namespace leap {
namespace {

class Mlp final : public Backbone {
public:
    Mlp(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
        : m_parameters(parameters)
        , m_hidden(addHiddenLayers(spec, parameters), spec, parameters, device)
        , m_output(
              addLinear(parameters, "output", spec.hidden.empty() ? spec.columns : spec.hidden.back(), 1))
    {
    }

    at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) override
    {
        return applyLinear(m_parameters, m_output, m_hidden.forward(x, mode)).view({x.size(0)});
    }

    std::vector<NetworkStatistic> statistics() const override { return m_hidden.statistics(); }

private:
    ParameterSet& m_parameters;
    HiddenLayers m_hidden;
    LinearParameters m_output;
};

} // namespace

std::unique_ptr<Backbone> makeMlp(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
{
    return std::make_unique<Mlp>(spec, parameters, device);
}

RowReaders mlpRowReaders(const BackboneSpec& spec)
{
    return deepRowReaders(spec);
}

} // namespace leap

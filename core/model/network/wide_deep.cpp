// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/wide_deep.h"

#include <ATen/ops/add.h>

namespace leap {
namespace {

class WideDeep final : public Backbone {
public:
    WideDeep(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
        : m_parameters(parameters)
        , m_places(addWideDeepParameters(spec, parameters))
        , m_hidden(m_places.hidden, spec, parameters, device)
    {
    }

    at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) override
    {
        const at::Tensor h = m_hidden.forward(x, mode);
        return at::add(applyLinear(m_parameters, m_places.output, h),
                       applyLinear(m_parameters, m_places.wide, x))
            .view({x.size(0)});
    }

    std::vector<NetworkStatistic> statistics() const override { return m_hidden.statistics(); }

private:
    ParameterSet& m_parameters;
    WideDeepParameters m_places;
    HiddenLayers m_hidden;
};

} // namespace

WideDeepParameters addWideDeepParameters(const BackboneSpec& spec, ParameterSet& parameters)
{
    WideDeepParameters places{};
    places.hidden = addHiddenLayers(spec, parameters);
    const int64_t inputs = spec.hidden.empty() ? spec.columns : spec.hidden.back();
    places.output = addLinear(parameters, "output", inputs, 1);
    places.wide = addLinear(parameters, "wide", spec.columns, 1);
    return places;
}

std::unique_ptr<Backbone> makeWideDeep(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
{
    return std::make_unique<WideDeep>(spec, parameters, device);
}

RowReaders wideDeepRowReaders(const BackboneSpec& spec)
{
    RowReaders readers = deepRowReaders(spec);
    readers.linear.emplace_back("wide");
    ++readers.units;
    return readers;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/hidden_layers.h"

#include <memory>
#include <vector>

namespace leap {

/// The network's parameters as places in a ParameterSet; the fused tower has the same.
struct WideDeepParameters {
    using Hidden = HiddenLayerParameters;
    std::vector<Hidden> hidden;
    LinearParameters output;
    LinearParameters wide;
};
[[nodiscard]] WideDeepParameters addWideDeepParameters(const BackboneSpec& spec, ParameterSet& parameters);

/// Wide & Deep (Cheng et al. 2016, arXiv 1606.07792) as in the paper's protocol (section 4.1): hidden layers
/// with a linear output, plus a linear part over the same row. Reads hidden and dropout.
[[nodiscard]] std::unique_ptr<Backbone> makeWideDeep(const BackboneSpec& spec, ParameterSet& parameters,
                                                     c10::Device device);
[[nodiscard]] RowReaders wideDeepRowReaders(const BackboneSpec& spec);

} // namespace leap

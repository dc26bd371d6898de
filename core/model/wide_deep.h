// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/backbone.h"

#include <memory>

namespace leap {

/// Wide & Deep (Cheng et al. 2016, arXiv 1606.07792) as in the paper's protocol (section 4.1): hidden layers
/// of Linear, BatchNorm, ReLU and dropout with a linear output, plus a linear part over the same row.
///
/// Linear layers start uniform in +-1 / sqrt(inputs). BatchNorm: momentum .1, epsilon 1e-5, running variance
/// unbiased. A training batch of one row has no variance: it is normalised by the running statistics, which
/// stay as they are.
[[nodiscard]] std::unique_ptr<Backbone> makeWideDeep(const BackboneSpec& spec, ParameterSet& parameters,
                                                     c10::Device device);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/backbone.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// The network's parameters as places in a ParameterSet; the fused tower has the same.
struct WideDeepParameters {
    struct Linear {
        size_t weight; ///< [outputs, inputs]
        size_t bias; ///< [outputs]
    };
    struct Hidden {
        Linear linear;
        size_t scale; ///< BatchNorm's, [units]
        size_t shift;
        std::string meanName; ///< of the running statistics, [units] each
        std::string varianceName;
    };
    std::vector<Hidden> hidden;
    Linear output;
    Linear wide;
};
[[nodiscard]] WideDeepParameters addWideDeepParameters(const BackboneSpec& spec, ParameterSet& parameters);

inline constexpr double kNormMomentum = 0.1;
inline constexpr double kNormEpsilon = 1e-5;

/// Wide & Deep (Cheng et al. 2016, arXiv 1606.07792) as in the paper's protocol (section 4.1): hidden layers
/// of Linear, BatchNorm, ReLU and dropout with a linear output, plus a linear part over the same row.
///
/// Linear layers start uniform in +-1 / sqrt(inputs). BatchNorm: momentum .1, epsilon 1e-5, running variance
/// unbiased. A training batch of one row has no variance: it is normalised by the running statistics, which
/// stay as they are.
[[nodiscard]] std::unique_ptr<Backbone> makeWideDeep(const BackboneSpec& spec, ParameterSet& parameters,
                                                     c10::Device device);

} // namespace leap

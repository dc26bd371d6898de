// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/parameter_set.h"
#include "core/settings/network.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// How a forward pass behaves.
struct ForwardMode {
    bool training = false; ///< batch statistics and dropout on
    bool updateStatistics = false; ///< training only: the running statistics move
    uint64_t dropoutKey = 0; ///< training only: names the dropout masks
};

/// A tensor of a network that moves without being trained.
struct NetworkStatistic {
    std::string name;
    at::Tensor values; ///< float
};

/// The network behind the concatenated row. Its parameters live in the ParameterSet that it was made with,
/// which must be allocated before the first forward() and outlive the backbone.
class Backbone {
public:
    virtual ~Backbone() = default;
    /// @param x x~ [B, D], B > 0 @return logits [B]
    [[nodiscard]] virtual at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) = 0;
    [[nodiscard]] virtual std::vector<NetworkStatistic> statistics() const { return {}; }
};

/// @throws InputError naming what is out of range
void checkBackbone(const BackboneSpec& spec);

/// @param name one of backboneNames()
/// @throws InputError for an unknown name or a spec out of range
[[nodiscard]] std::unique_ptr<Backbone> makeBackbone(const std::string& name, const BackboneSpec& spec,
                                                     ParameterSet& parameters, c10::Device device);

} // namespace leap

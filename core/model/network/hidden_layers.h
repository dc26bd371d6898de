// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/backbone.h"
#include "core/model/network/row_readers.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// A linear layer's parameters as places in a ParameterSet.
struct LinearParameters {
    size_t weight; ///< [outputs, inputs]
    size_t bias; ///< [outputs]
};
/// Declares both, uniform in +-1 / sqrt(inputs).
[[nodiscard]] LinearParameters addLinear(ParameterSet& parameters, const std::string& name, int64_t inputs,
                                         int64_t outputs);
[[nodiscard]] at::Tensor applyLinear(const ParameterSet& parameters, const LinearParameters& layer,
                                     const at::Tensor& x);

/// A hidden layer's.
struct HiddenLayerParameters {
    LinearParameters linear;
    size_t scale; ///< BatchNorm's, [units]
    size_t shift;
    std::string meanName; ///< of the running statistics, [units] each
    std::string varianceName;
};
/// Declares spec.hidden as "mlp.0", "mlp.1", ... over rows of spec.columns.
[[nodiscard]] std::vector<HiddenLayerParameters> addHiddenLayers(const BackboneSpec& spec,
                                                                 ParameterSet& parameters);

inline constexpr double kNormMomentum = 0.1;
inline constexpr double kNormEpsilon = 1e-5;

/// What of the hidden layers and an "output" layer after them reads the row: the first of them.
[[nodiscard]] RowReaders deepRowReaders(const BackboneSpec& spec);

/// The deep part of every backbone: layers of Linear, BatchNorm, ReLU and dropout (paper section 4.1).
///
/// BatchNorm: momentum .1, epsilon 1e-5, running variance unbiased. A training batch of one row has no
/// variance: it is normalised by the running statistics, which stay as they are.
class HiddenLayers {
public:
    HiddenLayers(std::vector<HiddenLayerParameters> places, const BackboneSpec& spec,
                 const ParameterSet& parameters, c10::Device device);

    /// @param x [B, D] @return [B, units of the last layer]; x itself without layers
    [[nodiscard]] at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) const;
    [[nodiscard]] std::vector<NetworkStatistic> statistics() const;

private:
    struct Running {
        at::Tensor mean;
        at::Tensor variance;
    };

    [[nodiscard]] at::Tensor layer(size_t index, const at::Tensor& x, const ForwardMode& mode) const;
    [[nodiscard]] at::Tensor linear(size_t index, const at::Tensor& x, const ForwardMode& mode) const;
    [[nodiscard]] at::Tensor normalise(size_t index, const at::Tensor& x, const ForwardMode& mode) const;
    [[nodiscard]] at::Tensor dropoutMask(uint64_t key, at::IntArrayRef sizes) const;

    const ParameterSet& m_parameters;
    std::vector<HiddenLayerParameters> m_places;
    c10::Device m_device;
    double m_dropout;
    std::vector<Running> m_running; ///< a hidden layer each
};

} // namespace leap

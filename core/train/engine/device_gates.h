// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/device/device_adam.h"
#include "core/train/gate_state.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

namespace leap {

/// GateState on a device: the same formulas as LibTorch's element-wise kernels, in the same precision.
class DeviceGates {
public:
    DeviceGates(const GateState& state, c10::Device device);

    [[nodiscard]] const at::Tensor& theta() const { return m_theta; } ///< float [F]
    [[nodiscard]] const at::Tensor& divergence() const
    {
        return m_divergence;
    } ///< double [F], before the clip
    [[nodiscard]] double tau() const { return m_rule.tau; }

    void observeDivergence(const at::Tensor& delta); ///< [F]
    void applyGradient(const at::Tensor& taskGradient); ///< [F]
    void writeTo(GateState& state) const; ///< waits for the device

private:
    [[nodiscard]] at::Tensor penaltyGradient() const;

    GateRule m_rule;
    DeviceAdam m_adam;
    at::Tensor m_theta;
    at::Tensor m_divergence;
    bool m_divergenceSeen;
};

} // namespace leap

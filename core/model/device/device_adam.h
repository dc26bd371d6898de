// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// DenseAdam where the parameters are: moments on their device, LibTorch's element-wise kernels, no wait for
/// the device. Equal to DenseAdam within rounding.
class DeviceAdam {
public:
    DeviceAdam(int64_t size, const AdamHyper& hyper, c10::Device device);

    /// @param parameters, gradient float [size] on the device
    void step(const at::Tensor& parameters, const at::Tensor& gradient);
    void setRate(double rate) { m_hyper.rate = rate; }
    [[nodiscard]] int64_t steps() const { return m_steps; }

    /// The same as a host's optimiser, and from one. Both wait for the device.
    [[nodiscard]] DenseAdam toHost() const;
    void restore(const DenseAdam& host);

private:
    AdamHyper m_hyper;
    int64_t m_steps = 0;
    at::Tensor m_moment1;
    at::Tensor m_moment2;
};

/// Host values on a device. Waits for the device.
[[nodiscard]] at::Tensor onDevice(std::span<const float> values, c10::Device device);
/// A device's values. Waits for the device. @param values float
[[nodiscard]] std::vector<float> onHost(const at::Tensor& values);

} // namespace leap

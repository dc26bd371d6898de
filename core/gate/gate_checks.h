// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

/// Argument checks of every kernel, the same on all devices. They throw InputError with the expected and the
/// actual value.
namespace leap::gate {

/// Checks that x [B, D], theta [F], tau and ranges match (values of `ranges` are read unless it is a meta
/// tensor) and that the outputs can be written: contiguous, with the right shape, type and device, and
/// sharing no memory that is read later.
void checkForward(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                  const at::Tensor& fused, const at::Tensor& divergence);

/// The same for the backward pass. gradX may be the same tensor as gradient, x or fused (read before
/// written), but must not overlap them partly.
void checkBackward(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                   const at::Tensor& theta, double tau, const at::Tensor& ranges, const at::Tensor& gradX,
                   const at::Tensor& gradTheta);

} // namespace leap::gate

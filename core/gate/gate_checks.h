// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

/// The checks at every kernel's door, the same on all devices. Each raises InputError with what was expected
/// and given.
namespace leap::gate {

/// x [B, D], theta [F], tau and ranges fit each other (the values of `ranges` are read unless it is a meta
/// tensor), and the outputs can be written: contiguous, of the right shape, type and device, and with no
/// memory shared that is read later.
void checkForward(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                  const at::Tensor& fused, const at::Tensor& divergence);

/// The same for the backward pass. gradX may be gradient, x or fused itself (they are read before they are
/// written), but must not share a part of their memory.
void checkBackward(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                   const at::Tensor& theta, double tau, const at::Tensor& ranges, const at::Tensor& gradX,
                   const at::Tensor& gradTheta);

} // namespace leap::gate

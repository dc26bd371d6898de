// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/gate/gate_operators.h"

#include <c10/core/Device.h>

#include <functional>
#include <string>

namespace leap::gate {

using ForwardFunction = std::function<ForwardSignature>;
using BackwardFunction = std::function<BackwardSignature>;

/// Compares an implementation on `device` with the reference on the CPU: permutations, values, divergence and
/// gradients, in float32 and float64, for many field widths. Takes milliseconds. Throws FailureError, naming
/// the device and the quantity, if they differ by more than rounding.
void checkAgainstReference(const at::Device& device, const ForwardFunction& forward,
                           const BackwardFunction& backward);

/// The error of a device that computes wrong numbers: `what`, and what to do.
[[nodiscard]] FailureError wrongOnDevice(const std::string& what);

/// The same for the registered operator.
void checkOperator(const at::Device& device);

} // namespace leap::gate

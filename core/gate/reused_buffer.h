// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace leap {

/// A tensor on the CPU, contents undefined, for memory that gate_fuse_out reads or fills step after step.
///
/// From 2 MiB on it asks the system for huge pages: the gate's random reads of x meet a different page nearly
/// every time, and with 4 KiB pages half of the forward pass goes into address translation (measured at B
/// 4096, 39 x 8: 2.9 x memcpy without, 2.3 x with). Where the system has none to give, it is ordinary memory.
/// @param shape all dimensions >= 0
/// @param type float32 or float64
[[nodiscard]] at::Tensor reusedBuffer(at::IntArrayRef shape, at::ScalarType type);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace leap {

/// A tensor on the CPU, contents undefined, for memory that a caller of gate_fuse_out() or
/// gate_fuse_backward_out() uses at every call.
///
/// In huge pages where it is large (allocateAligned()): the gate's random reads of x meet a different page
/// nearly every time.
/// @param shape all dimensions >= 0
/// @param type float32 or float64
[[nodiscard]] at::Tensor reusedBuffer(at::IntArrayRef shape, at::ScalarType type);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace leap {

/// An uninitialised CPU tensor for data that gate_fuse_out reads or writes in every step.
///
/// On huge pages if it is large (allocateAligned()), because nearly every random read of x by the gate
/// touches a different page.
/// @param shape all dimensions >= 0
/// @param type float32 or float64
[[nodiscard]] at::Tensor reusedBuffer(at::IntArrayRef shape, at::ScalarType type);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace leap {

/// Makes the gate operator ready for CUDA devices: finds a driver and a device, loads lib/leap_cuda.so
/// (which brings Torch's CUDA libraries with it), and compares the operator on the first device with its
/// reference.
///
/// Call it before any other question to Torch about CUDA: Torch remembers its first answer. Later calls
/// return the first call's outcome. Thread-safe. There is no silent fallback: a caller that was asked for
/// CUDA reports `whyNot`.
///
/// Raises FailureError where the device computes wrong numbers.
/// @param whyNot if not null, receives the reason of a `false`: no driver, no device, not built with CUDA,
/// missing libraries
[[nodiscard]] bool loadCudaModule(std::string* whyNot = nullptr);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace leap {

/// Prepares the gate operator for CUDA devices: finds a driver and a device, loads lib/leap_cuda.so (and with
/// it Torch's CUDA libraries), and compares the operator on the first device with the reference.
///
/// Call it before asking Torch anything about CUDA, because Torch caches its first answer. Later calls return
/// the outcome of the first. Thread-safe. There is no silent fallback: callers that were asked for CUDA must
/// report `whyNot`.
///
/// Throws FailureError if the device computes wrong numbers.
/// @param whyNot if not null, receives the reason of a `false`: no driver, no device, not built with CUDA,
/// missing libraries
[[nodiscard]] bool loadCudaModule(std::string* whyNot = nullptr);

} // namespace leap

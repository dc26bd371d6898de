// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"

#include <c10/core/Device.h>

namespace leap {

/// The device that a choice means on this machine. Never falls back in silence: Auto takes the GPU where one
/// can be used and the CPU elsewhere; the engine's description names the outcome.
/// @throws InputError when Cuda was chosen and cannot be had; the message says why
[[nodiscard]] c10::Device resolveDevice(DeviceChoice choice);

/// Sets the number of LibTorch's threads. It is a property of the calling thread and of the process: call it
/// where the work is done.
void useThreads(int threads);

} // namespace leap

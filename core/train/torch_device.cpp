// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/torch_device.h"

#include "core/base/error.h"

namespace leap {

c10::Device resolveDevice(DeviceChoice choice)
{
    if (choice == DeviceChoice::Cuda)
        throw InputError("device: cuda was asked for, but this build has no GPU support.");
    return c10::Device(c10::kCPU);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <c10/core/Device.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <functional>

namespace leap::bench {

/// Waits until the device has finished all its work.
inline std::function<void()> deviceWait(c10::Device device)
{
    return [device] { c10::impl::VirtualGuardImpl(device.type()).synchronizeDevice(device.index()); };
}

} // namespace leap::bench

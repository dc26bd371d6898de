// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engines.h"

#include "core/train/engine/host_transform.h"
#include "core/train/engine/torch_device.h"

namespace leap {

bool fusedEngineSupports(const EngineSpec& spec)
{
    return spec.network.backbone == kWideDeep && !spec.network.hidden.empty()
        && spec.device != DeviceChoice::Cuda && resolveDevice(spec.device).is_cpu();
}

std::unique_ptr<StepEngine> makeEngine(const EngineSpec& spec)
{
    if (!resolveDevice(spec.device).is_cpu() && !isHostTransform(spec.transform.kind))
        return makeDeviceEngine(spec);
    return fusedEngineSupports(spec) ? makeFusedEngine(spec) : makeAutogradEngine(spec);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/idle_settings.h"

namespace leap {

const char* idleShare(const Settings& settings)
{
    return settings.alpha ? "Only alpha auto reads it." : nullptr;
}

const char* idleEpochs(const Settings& settings)
{
    return settings.singlePass ? "A single pass has blocks, no epochs." : nullptr;
}

const char* idleBlocks(const Settings& settings)
{
    return settings.singlePass ? nullptr : "Only a single pass has blocks.";
}

const char* idleLayers(const Settings& settings)
{
    return settings.network.backbone == kTorchScript ? "Your own head has its own layers." : nullptr;
}

const char* idleCross(const Settings& settings)
{
    return settings.network.backbone == kDcnV2 ? nullptr : "Only the backbone DCN v2 has cross layers.";
}

const char* idleHead(const Settings& settings)
{
    return settings.network.backbone == kTorchScript ? nullptr
                                                     : "Only for a head of your own: choose its file first.";
}

} // namespace leap

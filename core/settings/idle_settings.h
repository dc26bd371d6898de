// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"

/// When a setting has no effect: each function gives the reason as a sentence, or null where it has one.
namespace leap {

[[nodiscard]] const char* idleShare(const Settings& settings); ///< alpha's share: alpha is given
[[nodiscard]] const char* idleEpochs(const Settings& settings); ///< epochs, patience: a single pass
[[nodiscard]] const char* idleBlocks(const Settings& settings); ///< blocks: no single pass
[[nodiscard]] const char* idleLayers(const Settings& settings); ///< hidden layers: the head has its own
[[nodiscard]] const char* idleCross(const Settings& settings); ///< cross layers: another backbone
[[nodiscard]] const char* idleHead(const Settings& settings); ///< what a head learns: there is none

} // namespace leap

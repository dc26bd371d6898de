// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/search/ranking.h"

namespace leap {

/// Puts "seeds", "half_samples" and "checks" of `leap audit --json`, where there are any.
void putRepeats(const Ranking& ranking, Json& json);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/search/ranking.h"

#include <string>

namespace leap {

/// There are searches beside the first one.
[[nodiscard]] bool hasRepeats(const Ranking& ranking);

/// What further searches say of each field at the threshold of one half, as a table for a terminal; empty
/// where there was one search only.
[[nodiscard]] std::string repeatsTable(const Ranking& ranking);

/// Puts "seeds", "half_samples" and "checks" of `leap audit --json`, where there are any. Private to
/// core/audit.
void putRepeats(const Ranking& ranking, Json& json);

} // namespace leap

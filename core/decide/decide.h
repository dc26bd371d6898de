// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"

namespace leap {

/// Applies a rule to a ranking: decideOverSearches() where it has the scores of several searches, otherwise
/// decideOne(); then markScaleFlips().
/// @throws InputError for a ranking without fields, an unknown field in a force list (with a suggestion) or a
/// rule that cannot be met (a threshold on gates outside [0, 1], a budget by earnings, which needs more than
/// a ranking: decideByEarnings())
[[nodiscard]] Decision decide(const Ranking& ranking, const Rule& rule);

} // namespace leap

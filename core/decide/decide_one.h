// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"

#include <vector>

namespace leap {

/// Applies a rule to the scores of one search; decide() is the way in for a whole ranking.
///
/// Under a threshold a doubtful field (not settled, or few active rows) is Uncertain unless forced; under the
/// other rules the verdict is keep or drop and the evidence carries the doubt.
/// @param ranking its fields, their evidence and what its scores are; its own scores are not read
/// @param scores [F]
/// @param rule valid, and not a budget by earnings
/// @throws InputError for an unknown field in a force list (with a suggestion) or a rule that cannot be met
[[nodiscard]] Decision decideOne(const Ranking& ranking, const std::vector<double>& scores, const Rule& rule);

} // namespace leap

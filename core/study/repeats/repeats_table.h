// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/record/table.h"

#include <string>
#include <vector>

namespace leap {

/// There are searches beyond the first one.
[[nodiscard]] bool hasRepeats(const Ranking& ranking);

/// What further searches say of each field under the decision's rule, highest gate first; empty where there was
/// one search only. @param decision on all of them
[[nodiscard]] std::vector<ResultTable> repeatsTables(const Ranking& ranking, const Decision& decision);

/// A verdict as a cell that sorts by its kind.
[[nodiscard]] ResultTable::Cell verdictCell(Verdict verdict);

} // namespace leap

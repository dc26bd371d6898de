// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/record/table.h"

#include <string>
#include <vector>

namespace leap {

/// There are searches beyond the first one.
[[nodiscard]] bool hasRepeats(const Ranking& ranking);

/// What all searches say of each field under the decision's rule, highest gate first.
/// @param decision on all of them
[[nodiscard]] std::vector<ResultTable> repeatsTables(const Ranking& ranking, const Decision& decision);

/// What a verdict rests on, short enough for a cell: "settled, 6 of 6 seeds, 3 of 4 half-samples".
[[nodiscard]] std::string evidenceWords(const Evidence& evidence);

/// A verdict as a cell that sorts by its kind.
[[nodiscard]] ResultTable::Cell verdictCell(Verdict verdict);

} // namespace leap

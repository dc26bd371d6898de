// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/kept_set.h"
#include "core/decide/rule.h"
#include "core/search/ranking.h"

#include <vector>

namespace leap {

/// The scores of each search with its own seed, [searches][F]; of a single search the ranking's own.
[[nodiscard]] std::vector<std::vector<double>> scoresBySeed(const Ranking& ranking);

/// The fields that these scores [F] keep by the rule. Force lists are ignored: they say nothing about a
/// search. @throws InputError as decideOne()
[[nodiscard]] KeptSet keptByScores(const Ranking& ranking, const std::vector<double>& scores,
                                   const Rule& rule);
/// keptByScores() of each search with its own seed: one set per search, at least one.
[[nodiscard]] std::vector<KeptSet> keptBySeed(const Ranking& ranking, const Rule& rule);
/// keptByScores() of each search on half of the rows; empty where there is none.
[[nodiscard]] std::vector<KeptSet> keptByHalf(const Ranking& ranking, const Rule& rule);

} // namespace leap

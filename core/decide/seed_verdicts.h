// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/decide/kept_set.h"
#include "core/decide/substitutes.h"

#include <string>
#include <vector>

namespace leap {

/// What each search with a seed of its own keeps by the rule, applied to its own scores (one search: its
/// only one); force lists say nothing of a search and are left out.
[[nodiscard]] std::vector<KeptSet> keptBySeed(const Ranking& ranking, const Rule& rule);
/// The same of the searches on half-samples.
[[nodiscard]] std::vector<KeptSet> keptByHalf(const Ranking& ranking, const Rule& rule);
/// The same of any scores [F] for the ranking's fields.
[[nodiscard]] KeptSet keptByScores(const Ranking& ranking, const std::vector<double>& scores,
                                   const Rule& rule);

/// The decision over several searches (ranking.seedScores, ranking.halfScores). Each search is judged alone:
/// a mean gate is never compared with a threshold, for two substitutes that swap both have a mean near one
/// half.
///
/// Under a threshold: kept in every search = keep, in none = drop (a doubt of decide() still
/// decides); of a substitute set one is kept (forced or most often kept, then narrowest, then first) and the
/// others dropped, though a gate of theirs may still move; anything else is uncertain, among it
/// every field whose verdict differs between half-samples. Under the other rules the places or columns go to
/// the fields most often kept, a substitute set taking one place.
/// @throws InputError as decide()
[[nodiscard]] Decision decideOverSearches(const Ranking& ranking, const Rule& rule);

/// How the searches agree: "6 seeds: kept in all: a, b; keep at least one of {c, d}; ...", with the stability
/// index of their kept sets.
[[nodiscard]] std::string seedsInWords(const Ranking& ranking, const Rule& rule);

} // namespace leap

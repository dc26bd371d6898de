// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/stability.h"
#include "core/prune/decision.h"
#include "core/prune/kept_set.h"

#include <cstddef>
#include <string>
#include <vector>

namespace leap {

/// With fewer searches than this, two unrelated fields swap too often by chance to be called substitutes.
inline constexpr size_t kFewestSeedsForSubstitutes = 4;
inline constexpr size_t kLargestSubstituteSet = 4;

/// Fields that stand in for one another: sets of two to kLargestSubstituteSet fields of which every search
/// keeps exactly one, though it keeps none of them every time. No field is in two sets.
/// @param kept one search each: [F] @return field indices, ascending; empty below kFewestSeedsForSubstitutes
[[nodiscard]] std::vector<std::vector<size_t>> substituteSets(const std::vector<KeptSet>& kept);

/// What each search keeps by the rule, applied to its own scores; force lists say nothing of a search and are
/// left out.
[[nodiscard]] std::vector<KeptSet> keptBySeed(const Ranking& ranking, const Rule& rule);

/// The decision over several searches (ranking.seedScores). Each search is judged alone: a mean gate is never
/// compared with a threshold, for two substitutes that swap both have a mean near one half.
///
/// Under a threshold: kept in every search = keep, in none = drop (a doubt of decide() still
/// decides); of a substitute set one is kept (forced or
/// most often kept, then narrowest, then first) and the others dropped; anything else is uncertain. Under the
/// other rules the places or columns go to the fields most often kept, a substitute set taking one place.
/// @throws InputError as decide()
[[nodiscard]] Decision decideOverSeeds(const Ranking& ranking, const Rule& rule);

/// How the searches agree: "6 seeds: kept in all: a, b; keep at least one of {c, d}; ...", with the stability
/// index of their kept sets.
[[nodiscard]] std::string seedsInWords(const Ranking& ranking, const Rule& rule);

} // namespace leap

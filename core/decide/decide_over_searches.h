// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"

#include <string>

namespace leap {

/// The decision over several searches (Ranking::repeats: seedScores, halfScores). Each search is judged on
/// its own: a mean gate is never compared with a threshold, because two substitutes that swap both have a
/// mean near one half.
///
/// Under a threshold a field that every search keeps is kept and one that no search keeps is dropped, unless
/// decideOne() doubts it. Of a substitute set one field is kept (forced or most often kept, then narrowest,
/// then first) and the others are dropped, even if one of their gates is still moving. Any other field is
/// uncertain, including every field whose verdict differs between half-samples. Under the other rules the
/// places or columns go to the fields that are kept most often; a substitute set takes one place.
/// @param rule as for decideOne()
/// @throws InputError as decideOne()
[[nodiscard]] Decision decideOverSearches(const Ranking& ranking, const Rule& rule);

/// How far the searches agree: "6 seeds: kept in all: a, b; keep at least one of {c, d}; ...", with the
/// stability index of their kept sets.
[[nodiscard]] std::string seedsInWords(const Ranking& ranking, const Rule& rule);

} // namespace leap

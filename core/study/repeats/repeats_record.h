// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/search/ranking.h"

#include <cstdint>
#include <optional>
#include <string>

/// What `leap audit --json` says of further searches.
namespace leap {

/// Searches of one sort.
struct SearchGates {
    int64_t count = 0;
    Json gates; ///< {field: [gate of each search]}, fields in schema order
    std::string agreement; ///< a sentence
};
template <> struct Record<SearchGates> {
    using T = SearchGates;
    static constexpr auto members = std::tuple{member("count", &T::count), member("gates", &T::gates),
                                               member("agreement", &T::agreement)};
};

/// {field: gate} of a search on rescaled values and of one with a higher floor of the divergence.
struct ScaleChecks {
    std::optional<Json> rescaled;
    std::optional<Json> raisedFloor;
};
template <> struct Record<ScaleChecks> {
    using T = ScaleChecks;
    static constexpr auto members = std::tuple{member("rescaled", &T::rescaled, omitDefault),
                                               member("raised_floor", &T::raisedFloor, omitDefault)};
};

/// All further searches, where there are any.
struct ListedRepeats {
    std::optional<SearchGates> seeds;
    std::optional<SearchGates> halfSamples;
    std::optional<ScaleChecks> checks;
};
template <> struct Record<ListedRepeats> {
    using T = ListedRepeats;
    static constexpr auto members = std::tuple{member("seeds", &T::seeds, omitDefault),
                                               member("half_samples", &T::halfSamples, omitDefault),
                                               member("checks", &T::checks, omitDefault)};
};

[[nodiscard]] ListedRepeats repeatsOf(const Ranking& ranking);

} // namespace leap

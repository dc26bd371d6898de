// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/kept_set.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leap {

/// With fewer searches than this, two unrelated fields swap too often by chance to be called substitutes.
inline constexpr size_t kFewestSearchesForSubstitutes = 4;
inline constexpr size_t kLargestSubstituteSet = 4;

/// How often each field is kept. @param kept one search each: [F] @return [F]
[[nodiscard]] std::vector<int64_t> timesKept(const std::vector<KeptSet>& kept);

/// Fields that stand in for one another: sets of two to kLargestSubstituteSet fields of which every search
/// keeps exactly one, though it keeps none of them every time. No field is in two sets.
/// @param kept one search each: [F] @return field indices, ascending; empty below
/// kFewestSearchesForSubstitutes
[[nodiscard]] std::vector<std::vector<size_t>> substituteSets(const std::vector<KeptSet>& kept);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

inline constexpr int32_t kUnknownId = 0; ///< a value that training rows do not have often enough
inline constexpr int32_t kMissingId = 1;
inline constexpr int32_t kFirstValueId = 2;

/// The ids of an input's distinct values. Private to core/data.
struct Vocabulary {
    std::vector<int32_t> idOf; ///< [codes]
    int64_t size = kFirstValueId; ///< number of ids, unknown and missing included
};

/// Values with at least `minCount` training rows get ids, the most frequent first (they lie together in the
/// embedding table); ties go by code, i.e. by first appearance in the file.
/// @param trainCounts [codes]; @param missingCode -1 = none
[[nodiscard]] Vocabulary makeVocabulary(std::span<const int64_t> trainCounts, int32_t missingCode,
                                        int minCount);

} // namespace leap

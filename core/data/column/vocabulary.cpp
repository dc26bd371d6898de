// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/vocabulary.h"

#include <algorithm>

namespace leap {

Vocabulary makeVocabulary(std::span<const int64_t> trainCounts, int32_t missingCode, int minCount)
{
    std::vector<int32_t> order;
    for (size_t code = 0; code < trainCounts.size(); ++code) {
        if (static_cast<int32_t>(code) != missingCode && trainCounts[code] >= minCount)
            order.push_back(static_cast<int32_t>(code));
    }
    std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
        return trainCounts[static_cast<size_t>(a)] > trainCounts[static_cast<size_t>(b)];
    });
    Vocabulary vocabulary;
    vocabulary.idOf.assign(trainCounts.size(), kUnknownId);
    for (const int32_t code : order)
        vocabulary.idOf[static_cast<size_t>(code)] = static_cast<int32_t>(vocabulary.size++);
    if (missingCode >= 0)
        vocabulary.idOf[static_cast<size_t>(missingCode)] = kMissingId;
    return vocabulary;
}

} // namespace leap

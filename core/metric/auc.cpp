// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/auc.h"

#include "core/base/aligned_memory.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <utility>

namespace leap {
namespace {

struct Entry {
    uint32_t key; ///< score as an integer of the same order
    float weight; ///< of the row; its sign is set for a negative one
};

/// IEEE floats order like integers once negative ones are flipped; -0 and +0 are one value.
uint32_t orderedKey(float score)
{
    const auto bits = std::bit_cast<uint32_t>(score + 0.0F);
    return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

/// Least significant digit first: three passes of 11 bits. Label and weight travel with the key: looking them
/// up in the order of scores would miss the cache for nearly every row.
AlignedArray<Entry> sortedByScore(std::span<const float> score, std::span<const float> label,
                                  std::span<const float> weight)
{
    constexpr int kBits = 11;
    constexpr uint32_t kBuckets = 1u << kBits;
    const size_t n = score.size();
    auto from = makeAligned<Entry>(n);
    auto to = makeAligned<Entry>(n);
    std::array<std::array<uint32_t, kBuckets>, 3> counts{};
    for (size_t i = 0; i < n; ++i) {
        const uint32_t key = orderedKey(score[i]);
        const float w = weight.empty() ? 1.0F : weight[i];
        from[i] = {key, label[i] > 0.5F ? w : -w};
        for (int pass = 0; pass < 3; ++pass)
            ++counts[pass][(key >> (pass * kBits)) & (kBuckets - 1)];
    }
    for (int pass = 0; pass < 3; ++pass) {
        uint32_t start = 0;
        for (auto& count : counts[pass])
            start += std::exchange(count, start);
        for (size_t i = 0; i < n; ++i)
            to[counts[pass][(from[i].key >> (pass * kBits)) & (kBuckets - 1)]++] = from[i];
        std::swap(from, to);
    }
    return from;
}

/// Infinities and NaN sort to the ends, whatever their sign.
bool allFinite(std::span<const Entry> sorted)
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    return sorted.empty()
        || (sorted.front().key > orderedKey(-kInfinity) && sorted.back().key < orderedKey(kInfinity));
}

/// Pairs of a positive and a negative row in which the positive one scores higher.
void setShareWon(double pairsWon, double positives, double negatives, MetricValue& result)
{
    if (positives <= 0 || negatives <= 0)
        result.reason = positives <= 0 ? "no positive row" : "no negative row";
    else
        result.value = pairsWon / (positives * negatives);
}

} // namespace

MetricValue auc(std::span<const float> score, std::span<const float> label, std::span<const float> weight)
{
    MetricValue result;
    result.used = static_cast<int64_t>(score.size());
    const auto order = sortedByScore(score, label, weight);
    if (!allFinite({order.get(), score.size()})) {
        result.reason = "a score is not finite";
        return result;
    }
    double positives = 0, negatives = 0, pairsWon = 0;
    for (size_t i = 0; i < score.size();) {
        double tiedPositives = 0, tiedNegatives = 0;
        const uint32_t key = order[i].key;
        for (; i < score.size() && order[i].key == key; ++i) {
            tiedPositives += std::max(order[i].weight, 0.0F);
            tiedNegatives += std::max(-order[i].weight, 0.0F);
        }
        pairsWon += tiedPositives * (negatives + 0.5 * tiedNegatives);
        positives += tiedPositives;
        negatives += tiedNegatives;
    }
    setShareWon(pairsWon, positives, negatives, result);
    return result;
}

} // namespace leap

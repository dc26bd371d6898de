// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/auc.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>

namespace leap {
namespace {

struct Entry {
    uint32_t key; ///< score as an integer of the same order
    uint32_t row;
};

/// IEEE floats order like integers once negative ones are flipped; -0 and +0 are one value.
uint32_t orderedKey(float score)
{
    const auto bits = std::bit_cast<uint32_t>(score + 0.0F);
    return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

/// Least significant digit first: three passes of 11 bits.
std::unique_ptr<Entry[]> sortedByScore(std::span<const float> score)
{
    constexpr int kBits = 11;
    constexpr uint32_t kBuckets = 1u << kBits;
    const size_t n = score.size();
    auto from = std::make_unique_for_overwrite<Entry[]>(n);
    auto to = std::make_unique_for_overwrite<Entry[]>(n);
    std::array<std::array<uint32_t, kBuckets>, 3> counts{};
    for (size_t i = 0; i < n; ++i) {
        const uint32_t key = orderedKey(score[i]);
        from[i] = {key, static_cast<uint32_t>(i)};
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

bool allFinite(std::span<const float> values)
{
    for (const float value : values) {
        if (!std::isfinite(value))
            return false;
    }
    return true;
}

/// Of all pairs of a positive and a negative row, those in which the positive one scores higher.
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
    if (!allFinite(score)) {
        result.reason = "a score is not finite";
        return result;
    }
    const auto order = sortedByScore(score);
    double positives = 0, negatives = 0, pairsWon = 0;
    for (size_t i = 0; i < score.size();) {
        double tiedPositives = 0, tiedNegatives = 0;
        const uint32_t key = order[i].key;
        for (; i < score.size() && order[i].key == key; ++i) {
            const uint32_t row = order[i].row;
            const double w = weight.empty() ? 1.0 : weight[row];
            (label[row] > 0.5F ? tiedPositives : tiedNegatives) += w;
        }
        pairsWon += tiedPositives * (negatives + 0.5 * tiedNegatives);
        positives += tiedPositives;
        negatives += tiedNegatives;
    }
    setShareWon(pairsWon, positives, negatives, result);
    return result;
}

} // namespace leap

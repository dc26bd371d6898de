// SPDX-License-Identifier: GPL-3.0-or-later
// The draw of permutation.h for all generator lanes at once, compiled once per SIMD target.
#if defined(LEAP_GATE_PERMUTATION_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LEAP_GATE_PERMUTATION_INL_H
#undef LEAP_GATE_PERMUTATION_INL_H
#else
#define LEAP_GATE_PERMUTATION_INL_H
#endif

#include "core/gate/permutation.h"

#include <algorithm>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace leap::gate::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Rows whose targets are drawn together.
inline constexpr uint32_t kDrawRows = 64;

#if HWY_TARGET == HWY_SCALAR
template <class Index> void drawFast(Index* permutation, int64_t rows, uint64_t fieldKey)
{
    gate::drawPermutation(permutation, rows, fieldKey);
}
#else

using LaneTag = hn::CappedTag<uint32_t, kLanes>;
inline constexpr size_t kVectorLanes = hn::MaxLanes(LaneTag());
inline constexpr size_t kVectors = kLanes / kVectorLanes;

/// LaneGenerator for all lanes: [state word][lane].
struct LaneStates {
    HWY_ALIGN uint32_t word[4][kLanes];
};

HWY_INLINE LaneStates initialStates(uint64_t fieldKey)
{
    LaneStates states;
    for (int word = 0; word < 4; ++word)
        for (int lane = 0; lane < kLanes; ++lane)
            states.word[word][lane] = initialLaneWord(fieldKey, word, lane);
    return states;
}

template <int kBits, class V> HWY_INLINE V rotateLeft(V v)
{
    return hn::Or(hn::ShiftLeft<kBits>(v), hn::ShiftRight<32 - kBits>(v));
}

/// Draws targets[i] uniformly from [0, firstRow + i] for one vector of lanes; `targets` and `states` point to
/// its first lane.
HWY_INLINE void drawLanes(uint32_t* targets, uint32_t firstRow, LaneStates& states, size_t firstLane,
                          uint64_t fieldKey)
{
    const LaneTag d;
    const hn::RepartitionToWide<LaneTag> wide;
    auto s0 = hn::Load(d, states.word[0] + firstLane);
    auto s1 = hn::Load(d, states.word[1] + firstLane);
    auto s2 = hn::Load(d, states.word[2] + firstLane);
    auto s3 = hn::Load(d, states.word[3] + firstLane);
    auto bound = hn::Iota(d, firstRow + static_cast<uint32_t>(firstLane) + 1);
    const auto stride = hn::Set(d, static_cast<uint32_t>(kLanes));
    for (uint32_t i = static_cast<uint32_t>(firstLane); i < kDrawRows; i += kLanes) {
        const auto bits = hn::Add(rotateLeft<7>(hn::Add(s0, s3)), s0);
        const auto shifted = hn::ShiftLeft<9>(s1);
        s2 = hn::Xor(s2, s0);
        s3 = hn::Xor(s3, s1);
        s1 = hn::Xor(s1, s2);
        s0 = hn::Xor(s0, s3);
        s2 = hn::Xor(s2, shifted);
        s3 = rotateLeft<11>(s3);

        const auto even = hn::MulEven(bits, bound);
        const auto odd = hn::MulEven(hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(wide, bits))),
                                     hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(wide, bound))));
        const auto high = hn::OddEven(hn::BitCast(d, odd), hn::BitCast(d, hn::ShiftRight<32>(even)));
        const auto low = hn::OddEven(hn::BitCast(d, hn::ShiftLeft<32>(odd)), hn::BitCast(d, even));
        hn::StoreU(high, d, targets + i);
        const auto suspicious = hn::Lt(low, bound);
        if (HWY_UNLIKELY(!hn::AllFalse(d, suspicious))) {
            HWY_ALIGN uint32_t raw[kLanes];
            hn::Store(bits, d, raw);
            for (uint32_t lane = 0; lane < kVectorLanes; ++lane)
                targets[i + lane] = uniformUpTo(raw[lane], firstRow + i + lane, fieldKey);
        }
        bound = hn::Add(bound, stride);
    }
    hn::Store(s0, d, states.word[0] + firstLane);
    hn::Store(s1, d, states.word[1] + firstLane);
    hn::Store(s2, d, states.word[2] + firstLane);
    hn::Store(s3, d, states.word[3] + firstLane);
}

/// Same result as gate::drawPermutation, but faster.
template <class Index> void drawFast(Index* permutation, int64_t rows, uint64_t fieldKey)
{
    LaneStates states = initialStates(fieldKey);
    HWY_ALIGN uint32_t targets[kDrawRows];
    const auto end = static_cast<uint32_t>(rows);
    for (uint32_t first = 0; first < end; first += kDrawRows) {
        for (size_t vector = 0; vector < kVectors; ++vector)
            drawLanes(targets, first, states, vector * kVectorLanes, fieldKey);
        const uint32_t count = std::min(kDrawRows, end - first);
        for (uint32_t i = 0; i < count; ++i) {
            // insertRow() without its comparison: where target == row, the second store overwrites the first.
            const Index displaced = permutation[targets[i]];
            permutation[first + i] = displaced;
            permutation[targets[i]] = static_cast<Index>(first + i);
        }
    }
}
#endif

} // namespace leap::gate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif

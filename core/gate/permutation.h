// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <cstdint>

/// The random draw of x' (paper section 3.2, Algorithm 1): one uniform permutation of the batch's rows per
/// field.
///
/// Everything here depends only on (seed, step, field, row) and uses only integers, so it is the same on
/// every machine, SIMD width, thread count and device. Kernels may draw in any order as long as they draw
/// these values;
/// golden values are tested. All functions are constexpr, so that device code may call them.
namespace leap::gate {

/// The most rows whose indices fit 16 bits.
inline constexpr int64_t kMaxRows16 = 65536;
/// Draws use 32-bit bounds.
inline constexpr int64_t kMaxRows = 0x7FFFFFFF;

/// Logical generator lanes: the draw of row i comes from lane i % kLanes.
inline constexpr int kLanes = 8;

/// Key of all permutations of one step; not constexpr, so computed on the host.
[[nodiscard]] inline uint64_t permutationStepKey(int64_t seed, int64_t step)
{
    return streamKey(static_cast<uint64_t>(seed), "gate.permutation", static_cast<uint64_t>(step));
}

[[nodiscard]] constexpr uint64_t permutationFieldKey(uint64_t stepKey, int64_t field)
{
    return RandomStream(stepKey).bitsAt(static_cast<uint64_t>(field));
}

/// One lane of xoshiro128++ 1.0 (Blackman and Vigna 2021, doi:10.1145/3460772).
struct LaneGenerator {
    uint32_t state[4];

    [[nodiscard]] static constexpr uint32_t rotateLeft(uint32_t v, int by)
    {
        return (v << by) | (v >> (32 - by));
    }

    constexpr uint32_t next()
    {
        const uint32_t result = rotateLeft(state[0] + state[3], 7) + state[0];
        const uint32_t shifted = state[1] << 9;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = rotateLeft(state[3], 11);
        return result;
    }
};

/// Word `word` of lane `lane` of the field's initial state.
[[nodiscard]] constexpr uint32_t initialLaneWord(uint64_t fieldKey, int word, int lane)
{
    const int half = word * kLanes + lane;
    const uint64_t bits = RandomStream(fieldKey).bitsAt(static_cast<uint64_t>(half / 2));
    return static_cast<uint32_t>(half % 2 == 0 ? bits : bits >> 32);
}

[[nodiscard]] constexpr LaneGenerator laneGenerator(uint64_t fieldKey, int lane)
{
    return {{initialLaneWord(fieldKey, 0, lane), initialLaneWord(fieldKey, 1, lane),
             initialLaneWord(fieldKey, 2, lane), initialLaneWord(fieldKey, 3, lane)}};
}

/// Uniform in [0, row] from 32 random bits: multiply-shift with exact rejection (Lemire 2019,
/// doi:10.1145/3230636). Rejected bits (at most (row + 1) / 2^32 of all) are replaced from a counter-based
/// stream, so draws are independent of each other.
[[nodiscard]] constexpr uint32_t uniformUpTo(uint32_t bits, uint32_t row, uint64_t fieldKey)
{
    const uint32_t bound = row + 1;
    uint64_t product = static_cast<uint64_t>(bits) * bound;
    if (static_cast<uint32_t>(product) < bound) {
        const uint32_t biased = (0u - bound) % bound;
        const RandomStream retries(mix64(fieldKey ^ 0xA5A5A5A5DEADBEEFull));
        for (uint64_t attempt = 0; static_cast<uint32_t>(product) < biased; ++attempt)
            product = (retries.bitsAt((attempt << 32) | row) >> 32) * bound;
    }
    return static_cast<uint32_t>(product >> 32);
}

/// Step `row` of the inside-out Fisher-Yates shuffle: `target` is the row's draw from [0, row].
template <class Index> constexpr void insertRow(Index* permutation, uint32_t row, uint32_t target)
{
    permutation[row] = target == row ? static_cast<Index>(row) : permutation[target];
    permutation[target] = static_cast<Index>(row);
}

/// The plain definition: permutation[b] is the row whose values replace those of row b in this field.
/// @param permutation [rows]; Index must hold rows - 1
template <class Index> constexpr void drawPermutation(Index* permutation, int64_t rows, uint64_t fieldKey)
{
    LaneGenerator lanes[kLanes]{};
    for (int lane = 0; lane < kLanes; ++lane)
        lanes[lane] = laneGenerator(fieldKey, lane);
    for (int64_t row = 0; row < rows; ++row) {
        const auto row32 = static_cast<uint32_t>(row);
        insertRow(permutation, row32, uniformUpTo(lanes[row % kLanes].next(), row32, fieldKey));
    }
}

} // namespace leap::gate

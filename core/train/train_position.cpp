// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_position.h"

#include <array>
#include <cstddef>

namespace leap {
namespace {

constexpr const char* kPosition = "trainer/position";
constexpr const char* kSums = "trainer/sums";
constexpr const char* kGatesAtStart = "trainer/gates_at_epoch_start";
constexpr const char* kLastMoves = "trainer/last_moves";

/// The entries of kPosition, in the order in which files hold them.
template <typename Position> auto counts(Position& position)
{
    return std::array{
        &position.step,       &position.epoch,     &position.batchInEpoch,     &position.gate.pass,
        &position.gate.batch, &position.keptEpoch, &position.epochsWithoutGain};
}

/// Those of kSums.
template <typename Position> auto sums(Position& position)
{
    return std::array{&position.lossSum, &position.seconds, &position.keptAuc};
}

template <typename Value, size_t N> std::vector<Value> valuesOf(const std::array<const Value*, N>& entries)
{
    std::vector<Value> values;
    for (const Value* entry : entries)
        values.push_back(*entry);
    return values;
}

template <typename Value, size_t N>
void setAll(const std::array<Value*, N>& entries, const std::vector<Value>& values)
{
    for (size_t at = 0; at < N; ++at)
        *entries[at] = values[at];
}

} // namespace

void savePosition(StateDict& state, const TrainPosition& position)
{
    putInts(state, kPosition, valuesOf(counts(position)));
    putDoubles(state, kSums, valuesOf(sums(position)));
    putDoubles(state, kGatesAtStart, position.gatesAtEpochStart);
    putDoubles(state, kLastMoves, position.lastMoves);
}

TrainPosition loadedPosition(const StateDict& state, int64_t fields)
{
    TrainPosition position;
    const auto ofCounts = counts(position);
    setAll(ofCounts, getInts(state, kPosition, static_cast<int64_t>(ofCounts.size())));
    const auto ofSums = sums(position);
    setAll(ofSums, getDoubles(state, kSums, static_cast<int64_t>(ofSums.size())));
    position.gatesAtEpochStart = getDoubles(state, kGatesAtStart, fields);
    position.lastMoves = getDoubles(state, kLastMoves);
    return position;
}

} // namespace leap

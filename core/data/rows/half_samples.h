// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"

#include <array>
#include <cstdint>
#include <memory>

namespace leap {

/// A dataset's training and gate rows split at random into two halves that share no row (complementary pairs:
/// Shah and Samworth 2013, JRSS B 75(1)); validation and test rows stay whole. Where the rows have a group
/// id, whole groups are split, so that the halves share no group either. Nothing is copied.
/// @param pair another number draws another split
/// @throws InputError where the rows are read from disk by block, are too few, or one group has most of them
[[nodiscard]] std::array<std::shared_ptr<const Dataset>, 2>
halfSamples(const std::shared_ptr<const Dataset>& dataset, uint64_t seed, int pair);

} // namespace leap

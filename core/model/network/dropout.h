// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace leap {

/// Fills the values first, first + 1, ... of a dropout mask: 0 with probability `rate`, else 1 / (1 - rate).
/// Value i depends on (key, i, rate) alone.
/// @param rate [0, 1)
void fillDropoutMask(uint64_t key, double rate, std::span<float> mask, uint64_t first = 0);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace leap::test {

/// Writes a CSV with known truth; label column "y".
///
/// | column | truth |
/// |---|---|
/// | strong_a, strong_b | 20 and 50 values, useful |
/// | numeric, category | a scalar z and its eight octiles: useful, effects of equal strength |
/// | twin_1, twin_2 | the same 30 values under two names: useful, each replaces the other |
/// | sparse | 99 % one value; the rest decides the label nearly alone: useful |
/// | noise_2, noise_50, noise_500 | useless |
/// | noise_20000 | useless, and memorised by any model that can |
/// | constant | one value |
void writePlantedCsv(const std::filesystem::path& path, int64_t rows, uint64_t seed);

} // namespace leap::test

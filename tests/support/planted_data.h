// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace leap::test {

/// Writes the set "planted" (core/synth/planted_table.h says what its columns are), a CSV with the label
/// column "y", and no other file.
void writePlantedCsv(const std::filesystem::path& path, int64_t rows, uint64_t seed);

} // namespace leap::test

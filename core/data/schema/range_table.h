// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace leap {

/// A range table: CSV with the columns name, start, end and optionally group, cost, scaling; ranges [start,
/// end) of one matrix or list column. @throws InputError naming the line: overlaps, gaps are allowed (left
/// out), start >= end.
[[nodiscard]] Schema readRangeTable(const std::filesystem::path& path, const std::string& matrixColumn,
                                    int64_t matrixWidth, const LabelRule& label);
/// @throws InputError for a schema that is no cut of one matrix, FailureError when the file cannot be written
void writeRangeTable(const std::filesystem::path& path, const Schema& schema);

} // namespace leap

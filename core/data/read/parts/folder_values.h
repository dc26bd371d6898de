// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"
#include "core/data/read/data_files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// A column that the files hold and the names of their folders give, too (day=1/x.csv with a column day):
/// both must say the same of every row; numbers are compared as numbers. Private to core/data.
/// @param column appending to it has ended @param values [files] of the folders, empty where missing
/// @throws InputError naming file, row and both values
void requireFolderValues(const Column& column, const std::vector<DataFile>& files,
                         const std::vector<std::string>& values, const std::vector<int64_t>& rowsOfFile);

} // namespace leap

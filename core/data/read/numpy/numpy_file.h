// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/arrow_file.h"

#include <memory>
#include <string>

namespace leap {

/// The arrays of a .npz as columns of the length that most of them have: values a row as texts, integers or
/// real numbers, rows of real numbers as vectors; rows of integers as lists of ids where there are columns of
/// single values, too, else as vectors. A .npy [rows, columns] with up to 256 columns has the columns c0, c1,
/// ...; a wider one is the vector X; one of one dimension is a column. Fields of a structured array are
/// columns. Private to core/data. @throws InputError
[[nodiscard]] std::unique_ptr<BatchFile> openNumpy(const std::string& name, FileFormat format,
                                                   const ColumnChoice& columns, int64_t batchRows);

} // namespace leap

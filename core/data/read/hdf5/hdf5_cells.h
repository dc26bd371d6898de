// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/hdf5_file.h"

#include <arrow/type_fwd.h>
#include <memory>
#include <string>

namespace leap {

/// The Arrow type of the cells of a column: texts, integers, float32 or float64. Private to core/data, as is
/// all of this file.
[[nodiscard]] std::shared_ptr<arrow::DataType> hdf5CellType(const Hdf5Type& type);
/// Rows of a column, or of a member of a compound, as an array of that type.
/// @param member empty: the dataset is the column @throws InputError
[[nodiscard]] std::shared_ptr<arrow::Array> hdf5Cells(const Hdf5File& file, const Hdf5Array& array,
                                                      const Hdf5Type& type, const std::string& member,
                                                      hsize_t first, hsize_t rows);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/arrow_file.h"
#include "core/data/read/hdf5/hdf5_layout.h"

#include <memory>
#include <string>

namespace leap {

/// The columns of an HDF5 file without a matrix: one dataset a column, or the members of a compound dataset.
/// Private to core/data. @throws InputError
[[nodiscard]] std::unique_ptr<BatchFile> openHdf5Columns(const std::string& name, const ColumnChoice& columns,
                                                         int64_t batchRows, const ReadOptions& options);

} // namespace leap

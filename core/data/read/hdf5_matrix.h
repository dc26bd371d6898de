// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/matrix_rows.h"
#include "core/data/read/hdf5_file.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leap {

/// A matrix that lies in datasets of HDF5 files, one after another, and stays there. Private to core/data.
/// @param files paths and rows of each file @param paths of the dataset in each @param followLinks it may lie
/// in another file
[[nodiscard]] std::shared_ptr<const MatrixRows>
makeHdf5Matrix(const std::vector<std::pair<std::filesystem::path, int64_t>>& files,
               const std::vector<std::string>& paths, int64_t width, bool followLinks);

} // namespace leap

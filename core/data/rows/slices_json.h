// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/rows/matrix_store.h"

#include <string>
#include <vector>

namespace leap {

/// What the rows of a store read of matrices, without the matrices. Private to core/data.
[[nodiscard]] Json slicesToJson(const std::vector<MatrixSlice>& slices);
/// @throws InputError with `where`
[[nodiscard]] std::vector<MatrixSlice> slicesFromJson(const Json& json, const std::string& where);

} // namespace leap

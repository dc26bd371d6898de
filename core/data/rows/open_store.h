// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/data/rows/matrix_store.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace leap {

/// What a store on disk holds. Private to core/data, as is all of this file.
struct OpenedStore {
    std::shared_ptr<Dataset> dataset; ///< its lookups have no tables yet
    std::vector<MatrixSlice> slices; ///< of matrices, still without them
};

/// A dataset whose rows are those of a store: mapped where their bytes fit `memoryBytes`, read by block
/// otherwise. Every checksum is verified: now where the rows are mapped and take at most `verifyBytes` (that
/// is quick), else when a block is first read. Damage found while reading is a FailureError, and the file
/// goes.
/// @throws DamagedStore, FailureError
inline constexpr int64_t kVerifyBytes = 256 << 20;
[[nodiscard]] OpenedStore openStore(const std::filesystem::path& path, int64_t memoryBytes, int threads,
                                    int64_t verifyBytes = kVerifyBytes);

} // namespace leap

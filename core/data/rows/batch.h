// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace leap {

/// The values of one Bag input for the rows of a batch: row b holds ids[offsets[b]] .. ids[offsets[b + 1] -
/// 1].
struct BagColumn {
    std::vector<int32_t> offsets; ///< [rows + 1]
    std::vector<int32_t> ids;
};

/// Some rows of an encoded dataset. Buffers are reused from batch to batch; which input reads which column is
/// said by RowLayout.
struct Batch {
    int64_t rows = 0;
    std::vector<int32_t> ids; ///< [rows, idColumns], row-major; index within the input's own vocabulary
    std::vector<BagColumn> bags; ///< [bagColumns]
    std::vector<float> dense; ///< [rows, denseColumns], row-major, scaled
    std::vector<float> label; ///< [rows], 0 or 1
    std::vector<float> weight; ///< [rows], or empty: all 1
    std::vector<int32_t> group; ///< [rows] index of the GAUC group, or empty
    std::vector<int64_t> sourceRow; ///< [rows] which row of the table it is, counted from 0; or empty
};

/// Everything that reads rows reads one of these. Not thread-safe.
class BatchSource {
public:
    virtual ~BatchSource() = default;
    /// Starts a pass. The order of the rows depends on the source's seed and `epoch` alone.
    virtual void reset(int64_t epoch) = 0;
    /// Fills `batch` with the next rows; false at the end of the pass (batch is then unspecified).
    virtual bool next(Batch& batch) = 0;
    /// Moves on by `batches` without reading them (resuming a pass).
    virtual void skip(int64_t batches) = 0;
    [[nodiscard]] virtual int64_t rows() const = 0;
    [[nodiscard]] virtual int64_t batches() const = 0; ///< of one pass
};

} // namespace leap

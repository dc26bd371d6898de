// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"

#include <cstddef>
#include <span>
#include <vector>

namespace leap {

/// Which columns the rows of a dataset have. Private to core/data, as is all of this file.
struct RowShape {
    int idColumns = 0;
    int bagColumns = 0;
    int denseColumns = 0;
    bool weight = false;
    bool group = false;
    bool sourceRow = false;
    bool operator==(const RowShape&) const = default;
    /// Bytes of a row, bags counted as one id each.
    [[nodiscard]] int64_t bytesPerRow() const;
};
/// @param rows a batch with rows; an empty one has no columns
[[nodiscard]] RowShape shapeOf(const Batch& rows);

struct BagView {
    const int32_t* offsets = nullptr; ///< [rows + 1]
    const int32_t* ids = nullptr;
};

/// Consecutive rows that lie in memory, as a Batch has them or as a block of a store has them. Pointers of
/// columns that the shape lacks mean nothing.
struct RowView {
    int64_t rows = 0;
    const int32_t* ids = nullptr;
    const float* dense = nullptr;
    const float* label = nullptr;
    const float* weight = nullptr;
    const int32_t* group = nullptr;
    const int64_t* sourceRow = nullptr;
    std::vector<BagView> bags;
};
[[nodiscard]] RowView viewOf(const Batch& rows);

/// The bytes of a block: a directory of 64-bit words (rows, then where each array begins), then the arrays,
/// each aligned to 8 bytes.
[[nodiscard]] std::vector<std::byte> packBlock(const Batch& rows, const RowShape& shape);
/// `bytes` must be those of packBlock(), aligned to 8 bytes, and outlive the view.
[[nodiscard]] RowView viewOf(std::span<const std::byte> bytes, const RowShape& shape);

/// Collects rows from views in a Batch whose buffers are reused.
class BatchFiller {
public:
    /// Empties `batch` and makes room for `rows` rows.
    BatchFiller(Batch& batch, const RowShape& shape, size_t rows);
    void append(const RowView& view, int64_t row);
    [[nodiscard]] size_t rows() const { return m_row; } ///< appended so far
    /// Cuts the batch to the rows that were appended, where those were fewer than announced.
    void finish();

private:
    void resize(size_t rows);

    Batch& m_batch;
    const RowShape m_shape;
    size_t m_row = 0;
};

/// A number that differs when any one 64-bit word differs, and with probability 1 - 2^-64 otherwise. For
/// damage, not for malice.
[[nodiscard]] uint64_t checksumOf(std::span<const std::byte> bytes);

} // namespace leap

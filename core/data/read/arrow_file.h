// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/file_format.h"
#include "core/data/read/column_choice.h"
#include "core/data/schema/options.h"

#include <arrow/type_fwd.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// Rows of one file, batch by batch. Private to core/data, as is all of this file. All members throw
/// InputError naming the file when it is damaged or cut.
class BatchFile {
public:
    virtual ~BatchFile() = default;
    /// Of the columns that are read; an IPC stream's are all of them.
    [[nodiscard]] virtual std::shared_ptr<arrow::Schema> schema() const = 0;
    virtual std::shared_ptr<arrow::RecordBatch> next() = 0; ///< null at the end
    /// What the file holds that is no column, and why; a sentence each.
    [[nodiscard]] virtual std::vector<std::string> leftOut() const { return {}; }
    /// Other files that the values lie in.
    [[nodiscard]] virtual std::vector<std::string> linkedFiles() const { return {}; }
};

/// A Parquet or Arrow IPC file with its groups of rows (Parquet: row groups; IPC: record batches), which can
/// be read in any order; group() by several threads at once.
class GroupedFile {
public:
    virtual ~GroupedFile() = default;
    [[nodiscard]] virtual std::shared_ptr<arrow::Schema> schema() const = 0; ///< of all columns
    [[nodiscard]] virtual const std::vector<int64_t>& rowsOfGroups() const = 0;
    /// One group, from its first row on, in batches of at most `batchRows` rows where the format allows it.
    /// Memory is bounded by a batch, however large the group is (an IPC batch is one piece).
    [[nodiscard]] virtual std::unique_ptr<BatchFile> group(size_t group, const std::string& column,
                                                           int64_t batchRows) const = 0;
};

/// All rows of a file: Parquet, Arrow IPC, NumPy, and HDF5 without a matrix.
/// @param batchRows at most; an IPC file's batches are as they were written
/// @throws InputError: damaged, or a column of `only` is not there
[[nodiscard]] std::unique_ptr<BatchFile> openBatches(const std::string& name, FileFormat format, bool threads,
                                                     const ColumnChoice& columns, int64_t batchRows,
                                                     const ReadOptions& options = {});

/// @throws InputError; null for formats that can only be read from their beginning
[[nodiscard]] std::unique_ptr<GroupedFile> openGroups(const std::string& name, FileFormat format);

} // namespace leap

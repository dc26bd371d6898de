// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/table_block.h"

#include <filesystem>
#include <memory>

namespace leap::synth {

/// Writes blocks of rows to a file in bounded memory. Use it from one thread.
class TableWriter {
public:
    virtual ~TableWriter() = default;
    /// @throws FailureError naming the file when the file system refuses.
    virtual void write(const TableBlock& block) = 0;
    /// Flushes everything to the file; nothing may be written afterwards. @throws FailureError
    virtual void finish() = 0;
};

enum class TableFormat { Csv, CsvGz, Parquet };
/// By file extension: .csv, .csv.gz or .parquet. @throws InputError
[[nodiscard]] TableFormat tableFormatOf(const std::filesystem::path& target);

/// Writes to `path`; messages name `target` (they differ while a file is being written).
[[nodiscard]] std::unique_ptr<TableWriter> makeTableWriter(const std::filesystem::path& path,
                                                           const std::filesystem::path& target,
                                                           const std::vector<ColumnSpec>& columns);

/// One per format (private).
[[nodiscard]] std::unique_ptr<TableWriter> makeCsvWriter(const std::filesystem::path& path,
                                                         const std::filesystem::path& target,
                                                         const std::vector<ColumnSpec>& columns, bool gzip);
[[nodiscard]] std::unique_ptr<TableWriter> makeParquetWriter(const std::filesystem::path& path,
                                                             const std::filesystem::path& target,
                                                             const std::vector<ColumnSpec>& columns);

} // namespace leap::synth

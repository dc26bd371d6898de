// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/sha256.h"
#include "core/data/column/source_data.h"
#include "core/data/load.h"

#include <filesystem>
#include <vector>

namespace leap {

enum class FileFormat { Text, Parquet, ArrowFile, ArrowStream, Hdf5 };

/// Told by the first bytes. @throws InputError when the file can't be opened.
[[nodiscard]] FileFormat formatOf(const std::filesystem::path& path);

/// Which columns of a file are read.
struct ColumnChoice {
    std::vector<std::string> only; ///< names; empty = all
    std::vector<std::string> without = {};
    [[nodiscard]] bool wants(const std::string& name) const;
};

/// What is wanted of the files.
struct ReadScope {
    ColumnChoice columns;
    bool fingerprint = true; ///< SourceData::fingerprint, which takes a pass over the bytes
};

/// One reader per format; each reads all files into one table, appended in order. The columns go to `area`;
/// finishColumns() ends them. Private to core/data.
/// @throws InputError, Cancelled
[[nodiscard]] SourceData readText(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                                  const std::shared_ptr<SpillArea>& area, Progress& progress);
/// @param memoryBytes lists of real numbers that take more stay in the files (those of an IPC stream never)
/// @param area null: columns stay in memory, and every text is told apart
[[nodiscard]] SourceData readArrow(const std::vector<std::filesystem::path>& files, FileFormat format,
                                   const ReadOptions& options, int64_t memoryBytes,
                                   const std::shared_ptr<SpillArea>& area, Progress& progress,
                                   const ReadScope& scope = {});
/// @param memoryBytes a matrix that takes more stays in the files
/// @param scope the matrix is always read
[[nodiscard]] SourceData readHdf5(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                                  int64_t memoryBytes, const std::shared_ptr<SpillArea>& area,
                                  Progress& progress, const ReadScope& scope = {});

/// Threads for reading and encoding: as the options say, or one per core.
[[nodiscard]] int threadsFor(const ReadOptions& options);
/// SHA-256 over the bytes of a file that is read by random access.
void hashFile(const std::filesystem::path& path, Sha256& hash, Progress& progress);

} // namespace leap

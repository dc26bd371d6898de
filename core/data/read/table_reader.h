// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/file_format.h"
#include "core/data/column/source_data.h"
#include "core/data/read/column_choice.h"
#include "core/data/schema/options.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace leap {

/// What a reader is asked for. Private to core/data, as is all of this file.
struct ReadJob {
    const std::vector<std::filesystem::path>& files; ///< of one format
    FileFormat format;
    const ReadOptions& options;
    /// Matrices that take more stay in the files, where the format allows it.
    int64_t memoryBytes;
    /// Where columns go; null: they stay in memory, and every text is told apart.
    std::shared_ptr<SpillArea> area;
    ColumnChoice columns = {}; ///< a text file is always read whole, as is the matrix of an HDF5 file
    bool fingerprint = true; ///< fill SourceData::fingerprint, which takes a pass over the bytes
};

/// One reader per format; each reads all files into one table, appended in order. finishColumns() ends its
/// columns.
/// @throws InputError, Cancelled
[[nodiscard]] SourceData readText(const ReadJob& job, Progress& progress);
[[nodiscard]] SourceData readArrow(const ReadJob& job, Progress& progress); ///< Parquet, Arrow IPC, NumPy
[[nodiscard]] SourceData readHdf5(const ReadJob& job, Progress& progress);
[[nodiscard]] SourceData readJsonLines(const ReadJob& job, Progress& progress);
[[nodiscard]] SourceData readArff(const ReadJob& job, Progress& progress);

struct TableReader {
    FileFormat format;
    SourceData (*read)(const ReadJob& job, Progress& progress);
};
inline constexpr std::array kTableReaders{
    TableReader{FileFormat::Text, readText},       TableReader{FileFormat::Parquet, readArrow},
    TableReader{FileFormat::ArrowFile, readArrow}, TableReader{FileFormat::ArrowStream, readArrow},
    TableReader{FileFormat::Hdf5, readHdf5},       TableReader{FileFormat::JsonLines, readJsonLines},
    TableReader{FileFormat::Npz, readArrow},       TableReader{FileFormat::Npy, readArrow},
    TableReader{FileFormat::Arff, readArff},
};
static_assert(kTableReaders.size() == kFileFormats.size(), "each format has a reader");

} // namespace leap

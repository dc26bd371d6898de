// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/dense_rows.h"
#include "core/synth/write/table_writer.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace leap::synth {

/// A file with a matrix X [rows, columns] and further columns [rows].
enum class MatrixFormat {
    Hdf5, ///< arrays; X in chunks
    Parquet, ///< X as lists of one length
};
/// By file extension: .h5, .hdf5 or .parquet. @throws InputError
[[nodiscard]] MatrixFormat matrixFormatOf(const std::filesystem::path& target);

/// Number of rows in about 1 MB: the chunks of an HDF5 file.
[[nodiscard]] int64_t matrixChunkRows(int64_t columns, bool half);

/// Writes to `path`; messages name `target`.
/// @param rows in all
[[nodiscard]] std::unique_ptr<TableWriter> makeMatrixWriter(const std::filesystem::path& path,
                                                            const std::filesystem::path& target,
                                                            DenseRows dense, int64_t rows);
/// One per format (private).
[[nodiscard]] std::unique_ptr<TableWriter> makeHdf5Matrix(const std::filesystem::path& path,
                                                          const std::filesystem::path& target,
                                                          DenseRows dense, int64_t rows);
[[nodiscard]] std::unique_ptr<TableWriter>
makeParquetMatrix(const std::filesystem::path& path, const std::filesystem::path& target, DenseRows dense);

/// FILE.tables.h5: for each field a group with ids [V] and values [V, width].
void writeTables(const std::filesystem::path& path, const std::filesystem::path& target,
                 const std::vector<FieldTruth>& fields, const FieldTables& tables);

} // namespace leap::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/matrix_writer.h"

#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace leap::synth {

MatrixFormat matrixFormatOf(const std::filesystem::path& target)
{
    if (target.extension() == ".h5" || target.extension() == ".hdf5")
        return MatrixFormat::Hdf5;
    if (target.extension() == ".parquet")
        return MatrixFormat::Parquet;
    throw InputError("Cannot write a matrix to " + target.string()
                     + "; with --dense its name must end in .h5 or .parquet.");
}

int64_t matrixChunkRows(int64_t columns, bool half)
{
    constexpr int64_t kChunkBytes = 1 << 20;
    return std::max<int64_t>(1, kChunkBytes / (columns * (half ? 2 : 4)));
}

std::unique_ptr<TableWriter> makeMatrixWriter(const std::filesystem::path& path,
                                              const std::filesystem::path& target, DenseRows dense,
                                              int64_t rows)
{
    return matrixFormatOf(target) == MatrixFormat::Parquet
        ? makeParquetMatrix(path, target, std::move(dense))
        : makeHdf5Matrix(path, target, std::move(dense), rows);
}

} // namespace leap::synth

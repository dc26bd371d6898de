// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/matrix_rows.h"
#include "core/data/rows/element_scaling.h"
#include "core/data/rows/row_store.h"

#include <memory>
#include <string>
#include <vector>

namespace leap {

/// Some elements of a matrix's rows that are dense columns of a batch. Private to core/data, as is all of
/// this file.
struct MatrixSlice {
    std::shared_ptr<const MatrixRows> matrix;
    int begin = 0; ///< first element
    int width = 0;
    int column = 0; ///< first column of Batch::dense
    ElementScaling scaling;
    std::string source = {}; ///< the column of the files that the matrix is
};

/// Rows whose dense columns lie, in part, in matrices: those are read where they are, and scaled as they are
/// read.
/// @param rows everything else, with sourceRow; its dense columns are the first of the batch, the slices
/// follow
/// @param slices in the order of their columns, without gap
/// @param windowBytes of matrix rows that a shuffle of files mixes; a pass holds twice as many in memory, one
/// window being read ahead. Not a share of the machine's memory: the order of the rows depends on it
[[nodiscard]] std::shared_ptr<const RowStore> makeMatrixStore(std::shared_ptr<const RowStore> rows,
                                                              std::vector<MatrixSlice> slices,
                                                              int64_t windowBytes = int64_t{256} << 20);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/matrix_rows.h"
#include "core/data/read/arrow_file.h"

#include <memory>
#include <string>
#include <vector>

namespace leap {

/// The lists of one column of Parquet or Arrow IPC files as a matrix that stays in the files: a block is a
/// group of rows, read forwards in pieces. Private to core/data, as is all of this file.
/// @param files their groups, in order; names[i] is the path of files[i]
/// @param width of every list; a missing list is a row of missing elements. Reading one of another length
/// throws InputError naming file and row
[[nodiscard]] std::shared_ptr<const MatrixRows>
makeArrowMatrix(const std::vector<std::shared_ptr<const GroupedFile>>& files,
                const std::vector<std::string>& names, const std::string& column, int64_t width);

/// Columns of lists of real numbers, and how long the lists are.
struct ListColumn {
    std::string name;
    int64_t width;
};
/// Those of the wanted columns, by the types and the first rows of a file. Left out are columns whose first
/// rows hold no list.
[[nodiscard]] std::vector<ListColumn> listColumns(const GroupedFile& file, const ColumnChoice& wanted = {});

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/hdf5_file.h"

#include <string>
#include <vector>

namespace leap {

/// Where the table of an HDF5 file lies. Private to core/data, as is all of this file.
struct Hdf5Layout {
    enum class Kind {
        Matrix, ///< numbers [N, D], and next to it columns of N values
        Columns, ///< one dataset a column, all of one length
        Compound ///< one dataset whose members are the columns
    };
    Kind kind = Kind::Matrix;
    Hdf5Array table; ///< of a matrix or a compound
    std::vector<Hdf5Array> columns; ///< next to the matrix, or all there are
    std::vector<std::string> leftOut; ///< what is no part of the table, and why; a sentence each
};

/// Finds the table: the matrix, compound or group that `place` names; where that is the default (X) and there
/// is no such dataset, the one table that the file has.
/// @throws InputError: there is none, or there are several; it says what is there, and which option reads it
[[nodiscard]] Hdf5Layout findLayout(const Hdf5File& file, const std::string& place);

} // namespace leap

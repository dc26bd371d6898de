// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/schema.h"

#include <string>

namespace leap {

/// Fields made from what an inspection found in the columns.

/// A field that reads one column, with the defaults that `proposeSchema` gives it; a column that a proposal
/// leaves out (a constant, a leak) gets a field by its kind all the same.
/// @throws InputError: there is no such column
[[nodiscard]] Field defaultField(const InspectReport& report, const LabelRule& label,
                                 const std::string& column);

/// The matrix or list column that a range table cuts up; null = none.
[[nodiscard]] const ColumnReport* matrixColumn(const InspectReport& report);
/// One field of all columns of the matrix, to be cut by hand. The report must have a matrix column.
[[nodiscard]] Schema wholeMatrix(const InspectReport& report, const LabelRule& label);

/// Adds the column's default field where the file's order puts it; it is no longer left out.
/// @throws InputError: there is no such column
[[nodiscard]] Schema withColumn(Schema schema, const InspectReport& report, const std::string& column);

} // namespace leap

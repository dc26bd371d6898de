// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/schema.h"

#include <cstddef>
#include <string>
#include <vector>

namespace leap {

/// What is wrong with a field. Gaps, columns of a matrix that no field reads, are allowed but reported.
struct FieldProblem {
    size_t field = 0;
    std::string text; ///< a sentence
    bool blocks = true; ///< false: a remark
    bool gap = false; ///< columns of a matrix that no field reads
};
/// What blocks a search comes first, then by field.
/// @param report null: how wide a matrix is is not known
[[nodiscard]] std::vector<FieldProblem> fieldProblems(const Schema& schema,
                                                      const InspectReport* report = nullptr);

/// Columns that fields read but the data do not have.
[[nodiscard]] std::vector<FieldProblem> missingColumns(const Schema& schema, const InspectReport& report);

/// The schema with its blocking problems repaired by the smallest changes: a second field of the same name
/// gets a number, a slice that begins inside another one begins after it, a slice that leaves its matrix ends
/// with it, and fields that are left without a column go.
[[nodiscard]] Schema repaired(Schema schema, const InspectReport* report = nullptr);
/// A field for every gap, next to its neighbour and scaled like it.
[[nodiscard]] Schema withGapsFilled(Schema schema, const InspectReport* report = nullptr);

} // namespace leap

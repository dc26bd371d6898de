// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/schema.h"

#include <cstddef>
#include <string>
#include <vector>

namespace leap::ui {

/// What is wrong with a field, in words; empty = nothing. Gaps are columns of a matrix that no field reads:
/// allowed, but said.
struct FieldProblem {
    size_t field = 0;
    std::string text;
    bool blocks = true; ///< false: a remark
    bool gap = false; ///< columns of a matrix that no field reads
};
/// What blocks a search comes first, then by field.
/// @param report null: how wide a matrix is is not known
[[nodiscard]] std::vector<FieldProblem> fieldProblems(const Schema& schema,
                                                      const InspectReport* report = nullptr);

/// The schema with its blocking problems mended, each in the least way: a second field of a name gets a
/// number, a slice that begins inside another begins behind it and one that leaves its matrix ends with it,
/// what is left without a column goes.
[[nodiscard]] Schema mended(Schema schema, const InspectReport* report = nullptr);
/// A field for every gap, beside its neighbour and scaled as that is.
[[nodiscard]] Schema withGapsFilled(Schema schema, const InspectReport* report = nullptr);

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/field_problems.h"

namespace leap {

/// Inputs whose kind does not fit what their columns hold: what encoding would refuse blocks, and numbers
/// that would mostly be missing are a remark. Columns that the data do not have are left to missingColumns().
[[nodiscard]] std::vector<FieldProblem> kindProblems(const Schema& schema, const InspectReport& report);

/// Everything that is wrong with the fields on these data: columns that are missing, kinds, and the fields
/// among themselves (fieldProblems).
[[nodiscard]] std::vector<FieldProblem> problemsOnData(const Schema& schema, const InspectReport& report);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/form_votes.h"
#include "core/data/column/source_data.h"

#include <vector>

namespace leap {

/// Of the cells that are there; a column in which more are no numbers is one of texts.
inline constexpr double kMostBadCells = 0.01;

/// Recognises how each column's texts are numbers and which of them mean "missing", and rewrites its values
/// so that each value has one code: texts that mean missing become the missing value, blanks of Unicode plain
/// ones, 3 and 3.0 one value where the column is one of numbers, true and TRUE where it is one of truth
/// values. What was recognised goes to Column::reading, wishes that were in vain to the warnings. Decided by
/// all distinct values; where those of a column leave it open whether 1,234 is 1234 or 1.234, the other
/// columns decide: the comma is the decimal sign if it is that in one of them. Call after finishColumns().
/// Columns are shared among threads; the result does not depend on them. Private to core/data.
/// @param wishes [columns] @throws InputError where a wish cannot be met (elements of a matrix)
void recogniseColumns(SourceData& data, const std::vector<ReadingWish>& wishes, int threads);

} // namespace leap

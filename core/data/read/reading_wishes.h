// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/form_votes.h"
#include "core/data/column/source_data.h"
#include "core/data/schema/options.h"

#include <vector>

namespace leap {

/// What the options say of each column: decimal and thousands signs, and the texts that mean missing: "a" in
/// all columns, "COL=a" in the columns that COL names, which may be a pattern. Private to core/data.
/// @return [columns] @throws InputError for a column that is not there, with a suggestion, for one whose
/// cells hold several values, and for signs that are the same
[[nodiscard]] std::vector<ReadingWish> readingWishes(const ReadOptions& options, const SourceData& data);

} // namespace leap

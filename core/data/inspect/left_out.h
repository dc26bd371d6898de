// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"
#include "core/data/inspect/copies.h"
#include "core/data/inspect/inspect.h"

#include <string>

namespace leap {

/// Why a column is no feature by itself, as far as its values and its name tell: the first reason that holds,
/// or an empty text. What the user's options say (label, split, ...) is not looked at. Private to core/data.
/// @param rows of the table
/// @param copy of an earlier column
[[nodiscard]] std::string reasonToLeaveOut(const ColumnReport& report, int64_t rows,
                                           const CopyFinder::Found& copy);

/// Is every value one of train, valid, test ..., two of them or more?
[[nodiscard]] bool namesParts(const CodedColumn& column);

/// Does a column that was read from the names of folders have another value in each of them? Then it tells
/// the parts of the data apart, and says nothing of a row to come.
[[nodiscard]] bool tellsPartsApart(const SourceData& data, const CodedColumn& column);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/column/time/time_text.h"
#include "core/data/inspect/inspect.h"

namespace leap {

/// Fills `timeFormat` where the column holds times, and adds hints about them. Private to core/data.
/// @param given the format that the user gave; null: the values and the name tell it
void findTimes(const CodedColumn& column, const TimeFormat* given, ColumnReport& report);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/time/time_cursor.h"

namespace leap {

/// Words of a time. Private to core/data, as is all of this file.

/// 1 to 12 for an English name of a month: whole, its first three letters, or "sept". Takes it with a point
/// after it.
std::optional<int> takeMonth(TimeCursor& text);
/// A day's English name, whole or shortened, with a point after it.
bool takeWeekday(TimeCursor& text);
/// st, nd, rd or th after a day's number, if it comes.
void takeOrdinal(TimeCursor& text);
/// A zone: seconds east of Greenwich.
std::optional<int32_t> takeZone(TimeCursor& text);

} // namespace leap

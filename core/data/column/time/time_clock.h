// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/time/time_cursor.h"

namespace leap {

/// A time of day. Private to core/data, as is all of this file.
struct ClockTime {
    int64_t second = 0;
    int32_t nanos = 0;
};
/// AM or PM, a.m. or p.m. @return whether it is after noon
std::optional<bool> takeHalf(TimeCursor& text);
/// 15, 15:30, 15:30:59.25, 15.30.59, 3:30 PM; nothing where it is none, or where there is no such time.
/// @param compact 1530 and 153059 are read, too
std::optional<ClockTime> takeClock(TimeCursor& text, bool compact);

} // namespace leap

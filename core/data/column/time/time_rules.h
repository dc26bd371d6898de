// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/time/time_text.h"

#include <string>
#include <vector>

namespace leap {

/// The format of a column of times, as the user gave it. Private to core/data, as is all of this file.
struct TimeRule {
    std::string column; ///< a name, or a pattern as in a shell
    TimeFormat format;
};

/// A format by its name: iso, Y-m-d, d/m/Y, m/d/Y, epoch-s, epoch-ms, epoch-us, epoch-ns, YYMMDDHH, ... or a
/// pattern of strptime, which has a %. @throws InputError with a suggestion
[[nodiscard]] TimeFormat parseTimeFormat(const std::string& name);

/// "COL=FORMAT" each; a text without a = belongs to the pattern before it, which had a comma there.
/// @throws InputError naming the option --text-time
[[nodiscard]] std::vector<TimeRule> parseTimeRules(const std::vector<std::string>& texts);

/// For people: "ISO 8601", "d.m.Y", "epoch, seconds", "YYMMDDHH" or another pattern.
[[nodiscard]] std::string titleOf(const TimeFormat& format);
/// As parseTimeFormat() reads it.
[[nodiscard]] std::string nameOf(const TimeFormat& format);

} // namespace leap

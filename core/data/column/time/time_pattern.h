// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/time/time_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace leap {

/// Patterns of strptime: %Y %y %m %d %e %b %B %h %a %A %H %I %M %S %f %p %z %Z %j %s %% %F %T %R %D. Blanks
/// fit any blanks, or none. Private to core/data, as is all of this file.

/// What is wrong with a pattern, as a clause ("%q is not known"); empty: nothing.
[[nodiscard]] std::string problemOfPattern(std::string_view pattern);

/// @param pattern has no problem
/// @return nothing where the text does not fit to its end, or where there is no such time. A text without a
/// date is a time on 1970-01-01.
[[nodiscard]] std::optional<Moment> parsePattern(std::string_view text, std::string_view pattern);

} // namespace leap

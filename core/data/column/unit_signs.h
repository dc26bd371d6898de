// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/number_text.h"

#include <string_view>

namespace leap {

/// The unit that a text begins with, before a number; null where it is none. Private to core/data, as is all
/// of this file.
[[nodiscard]] const UnitSign* unitBefore(std::string_view text);
/// The unit that a text ends with, after a number.
[[nodiscard]] const UnitSign* unitAfter(std::string_view text);

} // namespace leap

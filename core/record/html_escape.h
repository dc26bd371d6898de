// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace leap {

/// A text as character data or attribute value of XHTML: markup is escaped; bytes that are no UTF-8 and
/// characters that XML does not allow become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

} // namespace leap

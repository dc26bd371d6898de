// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// What a cell looks like before the kinds of columns are known: for telling names, units, footers and values
/// apart at the edges of a table. Private to core/data, as is all of this file.

/// A number, a date or a time in any spelling: digits and their signs, perhaps a currency or %.
[[nodiscard]] bool looksLikeValue(std::string_view cell);
/// Empty, or a word for a missing value.
[[nodiscard]] bool looksMissing(std::string_view cell);
/// In brackets, or a usual unit: [m/s], (string), EUR, kg, %, -.
[[nodiscard]] bool looksLikeUnit(std::string_view cell);
/// "Total", "Sum of all", "(1200 rows)": a line after the last row.
[[nodiscard]] bool looksLikeFooter(std::string_view cell);
/// Dashes and the like, as some programs draw them under the names.
[[nodiscard]] bool looksLikeRule(std::string_view text);
/// All different, none empty, none a value.
[[nodiscard]] bool lookLikeNames(const std::vector<std::string>& cells);
/// Two texts of one length whose characters are of the same classes, such as two hash values.
[[nodiscard]] bool sameShape(std::string_view a, std::string_view b);

} // namespace leap

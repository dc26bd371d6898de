// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace leap {

/// Texts that mean "missing" in the files of pandas, R, Excel, SQL, NumPy, Stata, SAS and Eurostat, besides
/// those that cleanCell() knows. Private to core/data, as is all of this file.

/// Tokens that no category has as its name (<NA>, NaT, #DIV/0!, (null), -nan(ind)): missing in any column.
[[nodiscard]] std::span<const std::string> missingTokens();

/// Words and signs that may be a category (missing, unknown, nil, ., --), and infinities: missing only where
/// the other values are numbers or times. In small, capital and title letters.
[[nodiscard]] std::span<const std::string> missingWords();

[[nodiscard]] bool isMissingToken(std::string_view text);

/// Whether a text looks like a date or a time, roughly: some digits, cut at least twice by - / : or points.
[[nodiscard]] bool looksLikeTime(std::string_view text);

} // namespace leap

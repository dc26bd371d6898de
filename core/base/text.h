// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// The candidate closest to `word`, for "Did you mean": edit distance with swaps of neighbours, at most a
/// third of the word's length and at least 1.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);
/// " Did you mean 'x'?" or an empty text.
[[nodiscard]] std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates);

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// 1234567 -> "1,234,567".
[[nodiscard]] std::string grouped(int64_t number);
/// Fixed number of decimals, independent of the locale.
[[nodiscard]] std::string fixed(double value, int decimals);
/// At most `digits` significant digits, with an exponent only if that is shorter; independent of the locale.
[[nodiscard]] std::string significant(double value, int digits);
/// The shortest text that parses to the same double.
[[nodiscard]] std::string shortest(double value);
/// The whole text as a finite double (C locale), or nothing if it is not a number.
[[nodiscard]] std::optional<double> parseDouble(std::string_view text);

} // namespace leap

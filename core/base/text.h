// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// The candidate nearest to `word` (edit distance, a swap of neighbours counting one, at most a third of its
/// length, at least 1), for "did you mean".
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
/// At most `digits` significant digits, exponents only where they are shorter; independent of the locale.
[[nodiscard]] std::string significant(double value, int digits);
/// Shortest text that reads back as the same double.
[[nodiscard]] std::string shortest(double value);
/// The whole text as a finite double, C locale; nothing when it is no number.
[[nodiscard]] std::optional<double> parseDouble(std::string_view text);

} // namespace leap

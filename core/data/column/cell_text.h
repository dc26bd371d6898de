// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leap {

/// The text of a cell as the rest of the program sees it: without the spaces around it, and empty where it
/// means "missing": '', NA, N/A, NaN, null, None (in the usual capitals), -, ? and \N. Private to core/data.
[[nodiscard]] inline std::string_view cleanCell(std::string_view cell);

/// Bytes as UTF-8 for messages, JSON and tables: unchanged where they are valid UTF-8, read as Latin-1
/// otherwise.
[[nodiscard]] std::string displayText(std::string_view bytes);

/// Bytes of the UTF-8 character at the start of `text`, which is not empty; 0 where it begins with none.
[[nodiscard]] size_t utf8Length(std::string_view text);

/// An integer with zeros in front, such as the zip code 01234: a code, not a number.
[[nodiscard]] bool hasLeadingZero(std::string_view text);

/// A cell of a CSV file, in quotes where it needs them.
[[nodiscard]] std::string csvCell(std::string_view text);

namespace detail {

/// The same where the cell begins or ends with one of kSuspicious, or is empty.
[[nodiscard]] std::string_view cleanSuspiciousCell(std::string_view cell);

/// Spaces, and the first bytes of missing tokens.
inline constexpr auto kSuspicious = [] {
    std::array<bool, 256> suspicious{};
    for (const char c : std::string_view(" \t\n\v\f\r-?\\Nn#"))
        suspicious[static_cast<uint8_t>(c)] = true;
    return suspicious;
}();

} // namespace detail

std::string_view cleanCell(std::string_view cell)
{
    const auto suspicious = [](char c) { return detail::kSuspicious[static_cast<uint8_t>(c)]; };
    return cell.empty() || suspicious(cell.front()) || suspicious(cell.back())
        ? detail::cleanSuspiciousCell(cell)
        : cell;
}

} // namespace leap

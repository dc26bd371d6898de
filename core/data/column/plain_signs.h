// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/number_text.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace leap {

/// The text with blanks, dashes, apostrophes and full-width signs of Unicode (or of Windows-1252, where it is
/// no UTF-8) as their ASCII twins; other characters stay. Private to core/data, as is all of this file.
/// @param text at most NumberText::kMostBytes @param buffer holds the result where something was changed
/// @param marks gets OddBlanks, TypographicMinus, WideDigits
[[nodiscard]] std::string_view plainSigns(std::string_view text,
                                          std::array<char, NumberText::kMostBytes>& buffer, uint8_t& marks);

/// Whether bytes may hold a blank of Unicode: a quick test for many texts together.
[[nodiscard]] bool mayHoldOddBlanks(std::string_view bytes);
/// The text with no-break and other blanks of Unicode as plain blanks, without those at its ends and without
/// signs of no width.
[[nodiscard]] std::string withPlainBlanks(std::string_view text);

/// For comparisons of spelling: small letters (of Latin, Greek, Cyrillic), no blanks.
[[nodiscard]] std::string foldedText(std::string_view text);

} // namespace leap

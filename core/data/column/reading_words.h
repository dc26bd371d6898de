// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/form_votes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// A text and the cells that it has. Private to core/data, as is all of this file.
struct TextCells {
    std::string text;
    int64_t cells = 0;
};

/// "decimal comma; '€' after the number". @param present cells that are there
[[nodiscard]] std::string formWords(const NumberForm& form, const FormVotes& votes, int64_t present);
/// "34 cells '(null)' read as missing". @param texts the most frequent first
[[nodiscard]] std::string missingWords(const std::vector<TextCells>& texts);
/// "12 values in another spelling ('3' and '3.0') taken as one".
[[nodiscard]] std::string twinWords(int64_t spellings, const std::string& one, const std::string& other);

/// Why a column stays one of texts though most cells are numbers. @param odd the most frequent ones of the
/// `oddCells` cells that are none
[[nodiscard]] std::string oddTextsHint(const std::vector<TextCells>& odd, int64_t oddCells, int64_t present,
                                       const std::string& form);
/// A reading that makes cells numbers and was not applied, with the options that apply it.
[[nodiscard]] std::string otherFormHint(const NumberForm& form, int64_t cells, int64_t present);
/// Numbers of several units in one column.
[[nodiscard]] std::string unitsHint(const FormVotes& votes, int64_t present);
/// Numbers with decimal commas and numbers with decimal points in one column.
[[nodiscard]] std::string formsHint(const NumberForm& form, int64_t cells, int64_t present);
/// Which of two readings of 1,234 or 1.234 was taken, and how to get the other.
[[nodiscard]] std::string doubtHint(const FormChoice& choice);
/// Groups of digits that were taken as codes.
[[nodiscard]] std::string codesHint(const NumberForm& form);

} // namespace leap

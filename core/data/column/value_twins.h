// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/number_text.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leap {

/// Spellings of one value that a column has several of. Private to core/data, as is all of this file.
using TextOfCode = std::function<std::string_view(int32_t)>; ///< empty: missing

/// Codes of texts that are another spelling of a number, with the one to use: the shortest (3 for 3.0 and
/// +3). Integers with zeros in front are codes and stay, as do integers that a double does not tell apart. Of
/// many texts with fractions among them none has a twin: they are measurements.
[[nodiscard]] std::vector<std::pair<int32_t, std::string>> numberTwins(int32_t size, const TextOfCode& textOf,
                                                                       const NumberForm& form);

/// The same where all texts are truth values (true and false, yes and no, on and off, t and f, y and n) in
/// capital and small letters: the first spelling is used.
[[nodiscard]] std::vector<std::pair<int32_t, std::string>> truthTwins(int32_t size, const TextOfCode& textOf);

/// Texts that differ from another one only in capital letters or blanks.
struct SpellingPairs {
    int64_t pairs = 0;
    std::string one, other; ///< the first of them
};
[[nodiscard]] SpellingPairs spellingPairs(int32_t size, const TextOfCode& textOf);

} // namespace leap

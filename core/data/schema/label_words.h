// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace leap {

/// What the spelling of a label says of the class of its rows. Private to core/data.
struct LabelMeaning {
    int base = 0; ///< of its words without a "not": 1 positive, -1 negative, 0 they say nothing
    bool negated = false; ///< "not", "non-", "un-" ... before it
    bool plain = false; ///< yes, no, true, false and their like: nobody is in doubt
    /// -1, 0 or 1 with the negation. A negation of a word that says nothing is negative.
    [[nodiscard]] int sign() const { return !negated ? base : base == 0 ? -1 : -base; }
};

/// @param text UTF-8; case and signs between the words do not matter ("NotConverted", "non-click")
[[nodiscard]] LabelMeaning meaningOf(std::string_view text);

/// Do two single letters mean yes and no ("y" and "n", "t" and "f", "j" and "n")?
/// @return 1: `one` is yes, -1: `other` is, 0: neither
[[nodiscard]] int lettersMean(std::string_view one, std::string_view other);

} // namespace leap

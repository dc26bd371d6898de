// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// Names of columns by patterns as in a shell: * is any text, ? any one character (of UTF-8), [abc], [a-z]
/// and
/// [!abc] one character of a set; a backslash takes the next sign as it is. A bracket that is never closed is
/// itself. Capital and small letters differ.

/// Whether the pattern has a sign with a meaning of its own.
[[nodiscard]] bool isPattern(std::string_view text);

/// Whether the pattern fits the whole name. A name equal to the pattern's own text always fits.
[[nodiscard]] bool matchesPattern(std::string_view pattern, std::string_view name);

/// Which of `names` one pattern means: the name that is written exactly like it, or else all that fit.
/// @return their places in `names`, in order; empty: there is none
[[nodiscard]] std::vector<size_t> placesMatching(std::string_view pattern,
                                                 const std::vector<std::string>& names);

/// The names that any of the patterns means, in the order of `names`, each once.
/// @param use who asks, for the message: "--exclude"
/// @param where what has the names, for the message: a file
/// @throws InputError for the first pattern that means no name, with a suggestion: "--exclude: no column of
/// a.csv matches 'usr_*'. Did you mean 'user_*'? ..."
[[nodiscard]] std::vector<std::string> namesMatching(const std::vector<std::string>& patterns,
                                                     const std::vector<std::string>& names,
                                                     const std::string& use,
                                                     const std::string& where = "the data");

/// The pattern that is nearest to `pattern` of those that fit one of `names`: at most a third of its letters
/// changed, capital and small letters taken as equal. Empty where there is none.
[[nodiscard]] std::string nearestPattern(std::string_view pattern, const std::vector<std::string>& names);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/name_words.h"

namespace leap {
namespace {

enum class Sign { Lower, Upper, Digit, Other };

Sign signOf(char c)
{
    if (c >= 'A' && c <= 'Z')
        return Sign::Upper;
    if (c >= '0' && c <= '9')
        return Sign::Digit;
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    return letter ? Sign::Lower : Sign::Other;
}

/// Does a word begin at `i`, which is no first character? "aB" and "ABc" begin one at B.
bool beginsWord(std::string_view name, size_t i)
{
    const Sign before = signOf(name[i - 1]), here = signOf(name[i]);
    if (before == Sign::Other)
        return true;
    if ((before == Sign::Digit) != (here == Sign::Digit))
        return true;
    const bool lowerFollows = i + 1 < name.size() && signOf(name[i + 1]) == Sign::Lower;
    return here == Sign::Upper && (before == Sign::Lower || lowerFollows);
}

} // namespace

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words;
    for (size_t i = 0; i < name.size(); ++i) {
        if (signOf(name[i]) == Sign::Other)
            continue;
        if (words.empty() || i == 0 || beginsWord(name, i))
            words.emplace_back();
        words.back() += lowerCase(name.substr(i, 1));
    }
    return words;
}

} // namespace leap

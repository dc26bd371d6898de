// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/label_words.h"

#include "core/data/schema/name_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace leap {
namespace {

/// Whole texts.
constexpr std::array kYes{
    "yes",  "true", "ja",   "si",   "s\xC3\xAD",        "oui",          "sim",
    "tak",  "ano",  "evet", "igen", "\xD0\xB4\xD0\xB0", "\xE6\x98\xAF", "\xE3\x81\xAF\xE3\x81\x84",
    "vrai", "wahr"};
constexpr std::array kNo{"no",
                         "false",
                         "nein",
                         "non",
                         "nao",
                         "n\xC3\xA3o",
                         "nie",
                         "nee",
                         "nej",
                         "hayir",
                         "faux",
                         "falsch",
                         "\xD0\xBD\xD0\xB5\xD1\x82",
                         "\xE5\x90\xA6"};
constexpr std::array kOn{"on", "pos", "positive", "positiv"};
constexpr std::array kOff{"off", "neg", "negative", "negativ", "none", "nothing", "zero", "0", "-1"};

/// Beginnings of words: "click" is clicks, clicked, clicker ...
constexpr std::array kPositiveStems{
    "yes",        "click",    "convert", "conversion", "purchas",  "buy",       "buyer",   "bought",
    "success",    "succeed",  "succes",  "won",        "win",      "winner",    "activ",   "churn",
    "default",    "fraud",    "spam",    "respon",     "approv",   "accept",    "positiv", "good",
    "subscri",    "attrit",   "cancel",  "confirm",    "sold",     "install",   "signup",  "malign",
    "anomal",     "abnormal", "attack",  "infect",     "diseas",   "delayed",   "pass",    "satisf",
    "engag",      "open",     "claim",   "complain",   "gekauft",  "achet",     "compr",   "order",
    "registered", "register", "present", "correct",    "relevant", "interested"};
/// "Windows" is no win, "opening hours" nothing opened: these are whole words.
constexpr std::array kWholeWords{"won", "win",  "good", "buy",   "sold",
                                 "yes", "open", "pass", "order", "present"};
constexpr std::array kNegativeStems{"negativ", "lost", "loss",   "lose",   "fail",    "reject", "declin",
                                    "denied",  "deny", "ham",    "legit",  "genuine", "benign", "bad",
                                    "ignor",   "skip", "absent", "normal", "refus",   "bounc"};
constexpr std::array kWholeNegative{"lost", "loss", "lose", "ham", "bad", "skip", "deny", "normal"};
constexpr std::array kNegations{"no",    "not",  "non", "never", "without", "nicht", "kein",
                                "keine", "nein", "pas", "sin",   "ohne",    "sans"};
/// Glued to the word: unconverted, inactive, nonresponder, disapproved.
constexpr std::array kNegatingPrefixes{"un", "in", "non", "not", "dis", "de", "no"};

template <size_t N> bool isOneOf(const std::array<const char*, N>& words, std::string_view text)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

template <size_t N, size_t M>
bool beginsWithOneOf(const std::array<const char*, N>& stems, const std::array<const char*, M>& whole,
                     std::string_view word)
{
    return std::any_of(stems.begin(), stems.end(), [&](const char* stem) {
        return isOneOf(whole, stem) ? word == stem : word.substr(0, std::string_view(stem).size()) == stem;
    });
}

int signOfWord(std::string_view word)
{
    if (beginsWithOneOf(kPositiveStems, kWholeWords, word))
        return 1;
    return beginsWithOneOf(kNegativeStems, kWholeNegative, word) ? -1 : 0;
}

/// "unconverted": the word without its negation; empty where there is none.
std::string_view withoutPrefix(std::string_view word)
{
    for (const std::string_view prefix : kNegatingPrefixes) {
        if (word.size() > prefix.size() + 2 && word.substr(0, prefix.size()) == prefix
            && signOfWord(word.substr(prefix.size())) != 0)
            return word.substr(prefix.size());
    }
    return {};
}

LabelMeaning meaningOfWords(const std::vector<std::string>& words)
{
    LabelMeaning meaning;
    for (const std::string& word : words) {
        if (isOneOf(kNegations, word)) {
            meaning.negated = !meaning.negated;
            continue;
        }
        if (meaning.base != 0)
            continue;
        const std::string_view stem = withoutPrefix(word);
        if (signOfWord(word) == 0 && !stem.empty())
            meaning.negated = !meaning.negated;
        meaning.base = signOfWord(signOfWord(word) == 0 && !stem.empty() ? stem : std::string_view(word));
    }
    return meaning;
}

} // namespace

LabelMeaning meaningOf(std::string_view text)
{
    const std::string lower = lowerCase(text);
    if (isOneOf(kYes, lower))
        return {1, false, true};
    if (isOneOf(kNo, lower))
        return {-1, false, true};
    if (isOneOf(kOn, lower))
        return {1, false, false};
    if (isOneOf(kOff, lower))
        return {-1, false, false};
    std::vector<std::string> words = wordsOf(text);
    for (size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i + 1] == "t" && words[i].back() == 'n') // "didn't", "won't"
            words[i] = "not";
    }
    return meaningOfWords(words);
}

int lettersMean(std::string_view one, std::string_view other)
{
    static constexpr std::array<std::string_view, 7> kPairs{"yn", "tf", "jn", "on", "sn", "vf", "pn"};
    const std::string pair = lowerCase(one) + lowerCase(other);
    if (one.size() != 1 || other.size() != 1)
        return 0;
    if (std::find(kPairs.begin(), kPairs.end(), pair) != kPairs.end())
        return 1;
    return std::find(kPairs.begin(), kPairs.end(), std::string{pair[1], pair[0]}) != kPairs.end() ? -1 : 0;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/missing_tokens.h"

#include <algorithm>
#include <array>
#include <vector>

namespace leap {
namespace {

constexpr const char* kTokens[] = {
    // pandas, NumPy, C runtimes
    "<NA>", "<na>", "<NaN>", "<nan>", "NaT", "<NaT>", "#NA", "#N/A N/A", "#n/a", "-NaN", "-nan", "+nan",
    "+NaN", "-nan(ind)", "nan(ind)", "-nan(snan)", "nan(snan)", "-NaN(ind)", "-1.#IND", "1.#IND", "-1.#QNAN",
    "1.#QNAN", "1.#SNAN", "-1.#SNAN", "1.#NAN",
    // R
    "NA_integer_", "NA_real_", "NA_character_", "NA_complex_",
    // Excel, in several languages
    "#DIV/0!", "#DIV/0", "#NULL!", "#VALUE!", "#VALUE", "#REF!", "#NAME?", "#NUM!", "#NUM", "#SPILL!",
    "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#NV", "#WERT!",
    "#BEZUG!", "#ZAHL!", "#VALEUR!", "#NOMBRE!", "#NOM?", "#N/D", "#\u00A1VALOR!", "#\u00A1DIV/0!",
    "#\u00A1NUM!", "#\u00A1REF!", "#\u00BFNOMBRE?", "#VALOR!", "#VALORE!", "#\u0417\u041D\u0410\u0427!",
    "#N.A.", "#ERROR!", "#DIV/0 !",
    // SQL and its tools
    "(null)", "(NULL)", "(Null)", "<null>", "<NULL>", "<Null>", "[null]", "[NULL]", "{null}", "{NULL}",
    "\\\\N", "<none>", "<None>", "<NONE>", "(none)", "(None)", "(NONE)",
    // written by people
    "N.A.", "n.a.", "N.A", "n.a", "N/A.", "n/a.", "N / A", "n / a", "N\\A", "n\\a", "#MISSING", "<missing>",
    "<MISSING>", "(missing)", "(blank)", "(blanks)", "(empty)", "<blank>", "<empty>", "__MISSING__",
    "__NULL__", "__NA__", "_NULL_"};

/// In small letters.
constexpr const char* kWords[] = {"nil",
                                  "missing",
                                  "unknown",
                                  "unk",
                                  "unkn",
                                  "undefined",
                                  "undef",
                                  "undetermined",
                                  "unspecified",
                                  "unavailable",
                                  "not available",
                                  "not applicable",
                                  "not known",
                                  "not recorded",
                                  "not reported",
                                  "not specified",
                                  "not a number",
                                  "no data",
                                  "no value",
                                  "nodata",
                                  "no_data",
                                  "n.d.",
                                  "n.d",
                                  "nd",
                                  "n/d",
                                  "n.v.",
                                  "n.v.t.",
                                  "k.a.",
                                  "k. a.",
                                  "k.a",
                                  "n.b.",
                                  "nr",
                                  "n/r",
                                  "void",
                                  "blank",
                                  "empty",
                                  "error",
                                  "err",
                                  "invalid",
                                  "tbd",
                                  "tba",
                                  "<unknown>",
                                  "(unknown)",
                                  "s/d",
                                  "s.d.",
                                  "inf",
                                  "-inf",
                                  "+inf",
                                  "infinity",
                                  "-infinity",
                                  "+infinity",
                                  "1.#inf",
                                  "-1.#inf",
                                  "1.#infinity",
                                  "\u221E",
                                  "-\u221E",
                                  "\u2212\u221E",
                                  "+\u221E",
                                  ".",
                                  "..",
                                  "...",
                                  "....",
                                  "--",
                                  "---",
                                  "----",
                                  "-----",
                                  "- -",
                                  "\u2013",
                                  "\u2014",
                                  "\u2212",
                                  "\u2026",
                                  "*",
                                  "**",
                                  "***",
                                  "?",
                                  "??",
                                  "???",
                                  ":",
                                  "x",
                                  "xx",
                                  "xxx",
                                  "/",
                                  "//",
                                  "#",
                                  "##",
                                  "###",
                                  "._",
                                  "~",
                                  "_",
                                  "''",
                                  "\"\""};

char capital(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string inCapitals(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), capital);
    return text;
}

std::vector<std::string> spellingsOfWords()
{
    std::vector<std::string> words;
    for (const std::string word : kWords) {
        words.push_back(word);
        words.push_back(inCapitals(word));
        words.push_back(capital(word.front()) + word.substr(1));
    }
    for (char c = 'a'; c <= 'z'; ++c) { // extended missing values of Stata and SAS
        words.push_back({'.', c});
        words.push_back({'.', capital(c)});
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::span<const std::string> missingTokens()
{
    static const std::vector<std::string> tokens(std::begin(kTokens), std::end(kTokens));
    return tokens;
}

std::span<const std::string> missingWords()
{
    static const std::vector<std::string> words = spellingsOfWords();
    return words;
}

bool isMissingToken(std::string_view text)
{
    const auto tokens = missingTokens();
    return std::find(tokens.begin(), tokens.end(), text) != tokens.end();
}

bool looksLikeTime(std::string_view text)
{
    constexpr int kDigits = 4, kCuts = 2, kMostPoints = 2;
    int digits = 0, cuts = 0, points = 0;
    for (const char c : text) {
        digits += isDigit(c) ? 1 : 0;
        cuts += c == '-' || c == '/' || c == ':' ? 1 : 0;
        points += c == '.' ? 1 : 0;
    }
    return digits >= kDigits && (cuts >= kCuts || (cuts == 0 && points == kMostPoints));
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leap {

/// How the texts of a column are numbers. The default is the plain way: -1234.5e6. Private to core/data, as
/// is all of this file.
struct NumberForm {
    char decimal = '.';
    char thousands = 0; ///< 0: none; ' ' means blanks of any kind, '\'' apostrophes of any kind
    std::string unit; ///< currency, percent or unit that the numbers may have, by its name; empty: none
    bool parentheses = false; ///< (5) is -5
    /// Other spellings that a text may have: a typographic minus, a minus after the number, blanks after the
    /// sign, full-width digits, 1.5D+03.
    bool loose = false;
    [[nodiscard]] bool plain() const
    {
        return decimal == '.' && thousands == 0 && unit.empty() && !parentheses && !loose;
    }
};

/// A currency, percent or unit sign as it may be written at a number.
struct UnitSign {
    std::string_view spelling; ///< "EUR"
    std::string_view name; ///< the same for all spellings of one unit: "€"
    bool before = false; ///< may be in front of the number
    bool after = true;
};

/// A text that may be a number: its digits with the signs between them, and what is around.
struct NumberText {
    enum Mark : uint8_t {
        Parentheses = 1, ///< (5)
        TypographicMinus = 2, ///< a dash of Unicode as the minus
        MinusAfter = 4, ///< 5-
        OddBlanks = 8, ///< no-break, thin or full-width blanks
        Spaced = 16, ///< "- 5"
        WideDigits = 32, ///< full-width digits
        FortranExponent = 64, ///< 1.5D+03
        NoCents = 128 ///< 15,-
    };
    static constexpr size_t kMostBytes = 64; ///< longer texts are no numbers

    std::array<char, kMostBytes + 1> bytes{};
    uint8_t size = 0;
    uint8_t marks = 0; ///< Mark, or-ed
    bool negative = false;
    const UnitSign* unit = nullptr; ///< null: none
    bool unitBefore = false;
    /// Digits, the signs between them (. , ' blank) and an exponent; begins with a digit, or with a sign
    /// before one.
    [[nodiscard]] std::string_view body() const { return {bytes.data(), size}; }
    [[nodiscard]] bool digitsOnly() const; ///< no sign between, no exponent
};

/// Takes a text apart; nothing where it cannot be a number in any form (dates, versions with letters, words,
/// hexadecimal numbers). @param extra another sign that may separate thousands; 0: none
[[nodiscard]] std::optional<NumberText> takeApart(std::string_view text, char extra = 0);

/// The body as a number: groups of thousands must be of three digits (or as in India: 12,34,567), the first
/// without a leading zero. Nothing where it does not fit the two signs, or is not finite. @param thousands 0:
/// none
[[nodiscard]] std::optional<double> readBody(std::string_view body, char decimal, char thousands);
/// The same without the number's value: whether the signs fit.
[[nodiscard]] bool bodyFits(std::string_view body, char decimal, char thousands);

/// A text as a number of this form. Plain forms read as parseDouble() does.
[[nodiscard]] std::optional<double> readNumber(std::string_view text, const NumberForm& form);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/number_text.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// What the user says of reading numbers and missing values of a column. Private to core/data, as is all of
/// this file.
struct ReadingWish {
    std::optional<char> decimal; ///< none: told by the values
    std::optional<char> thousands; ///< none: told by the values; 0: there is no sign
    std::vector<std::string> missing; ///< texts that mean missing
    bool typed = false; ///< of a file with types: where all texts are plain numbers, they stay that
    [[nodiscard]] bool forced() const { return decimal || thousands; }
};

/// A decimal sign with a sign between thousands; 0: none.
struct SignPair {
    char decimal = '.';
    char thousands = 0;
};
/// The pairs that a wish allows, the more likely first: the first two have no sign between thousands.
[[nodiscard]] std::vector<SignPair> signPairs(const ReadingWish& wish);

/// What a column's values say where a number such as 1,234 could be read either way.
enum class Doubt { None, Comma, Point };

/// The form that makes most cells of a column numbers.
struct FormChoice {
    NumberForm form;
    int64_t cells = 0; ///< that are numbers in this form
    Doubt doubt = Doubt::None; ///< the values alone do not tell: other columns of the file do
    bool decidesComma = false; ///< the values tell that the comma is the decimal sign
    bool codes = false; ///< groups of digits that are codes (telephone numbers): no form is chosen for them
};

/// Counts for each form how many cells of a column it makes numbers. All distinct values are asked.
class FormVotes {
public:
    explicit FormVotes(const ReadingWish& wish);

    /// Adds a distinct text; false where it is no number in any form.
    bool add(std::string_view text, int64_t cells);
    /// @param commaInFile other columns tell that the comma is the decimal sign
    [[nodiscard]] FormChoice choose(bool commaInFile) const;

    [[nodiscard]] int64_t plainCells() const { return m_plain; } ///< numbers in the plain form
    [[nodiscard]] int64_t anyCells() const { return m_any; } ///< cells that some form makes a number
    [[nodiscard]] int64_t codeCells() const { return m_leadingZero; } ///< integers with zeros in front
    [[nodiscard]] int64_t distinct() const { return m_distinct; } ///< texts that may be numbers
    /// How the numbers with the unit are written ("EUR"), whether in front, and their cells.
    struct UnitUse {
        const UnitSign* unit = nullptr; ///< null: numbers without one
        bool before = false;
        int64_t cells = 0; ///< all
        std::vector<int64_t> fits; ///< cells, by pair
    };
    [[nodiscard]] const std::vector<UnitUse>& units() const { return m_units; } ///< the first has none
    [[nodiscard]] uint8_t marks() const { return m_marks; } ///< NumberText::Mark, or-ed
    [[nodiscard]] bool sees(char sign) const { return m_signs.find(sign) != std::string::npos; }

private:
    bool addPlain(std::string_view text, int64_t cells);
    void addParts(const NumberText& parts, std::string_view text, int64_t cells);
    [[nodiscard]] UnitUse& useOf(const NumberText& parts);
    [[nodiscard]] const UnitUse* mainUnit() const;
    [[nodiscard]] std::vector<int64_t> totals(const UnitUse* unit) const;
    [[nodiscard]] size_t bestPair(const std::vector<int64_t>& totals, bool commaInFile,
                                  FormChoice& choice) const;
    [[nodiscard]] bool looksLikeCodes(const SignPair& pair) const;

    std::vector<SignPair> m_pairs;
    bool m_free; ///< the sign between thousands is not given
    char m_extra = 0; ///< a sign between thousands that is not among the usual ones
    int64_t m_plain = 0, m_any = 0, m_leadingZero = 0;
    int64_t m_enclosed = 0; ///< cells in parentheses
    bool m_longWithoutSign = false; ///< 1234: a sign between thousands would be there
    bool m_shortIntegers = false; ///< 999: it would have none
    int64_t m_pointed = 0; ///< texts with a point that may be one between thousands
    int64_t m_distinct = 0;
    size_t m_fewestDigits = SIZE_MAX, m_mostDigits = 0;
    std::vector<UnitUse> m_units;
    uint8_t m_marks = 0;
    std::string m_signs; ///< signs between digits that occur, each once
};

} // namespace leap

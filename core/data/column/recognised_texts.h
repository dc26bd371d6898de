// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/form_votes.h"
#include "core/data/column/source_data.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leap {

struct TextCells;

/// What the distinct texts of a column mean. Private to core/data.
class RecognisedTexts {
public:
    /// Borrows both.
    RecognisedTexts(TextValues& values, const ReadingWish& wish);

    /// Decides all; false where other columns of the file have to, and are not known.
    bool decide(std::optional<bool> commaInFile);
    /// The values tell that the comma is the decimal sign.
    [[nodiscard]] bool decidesComma() const;
    [[nodiscard]] ColumnReading reading() const;
    [[nodiscard]] const std::vector<bool>& foundWishes() const { return m_found; } ///< [wish.missing]
    /// Makes the values what was decided.
    void rewrite();

private:
    [[nodiscard]] bool needsNoLook() const;
    void findTokens();
    void findWishes();
    void plainBlanks(bool numbersToo);
    [[nodiscard]] bool mayBeNumbers() const;
    void countCells();
    void vote();
    void choose(bool commaInFile);
    void takeWords();
    [[nodiscard]] bool areTimes() const;
    void takeNumericWishes();
    void mergeTwins();
    void makeMissing(int32_t code);
    [[nodiscard]] NumberForm form() const { return m_applied ? m_choice.form : NumberForm(); }
    [[nodiscard]] int64_t numberCells() const;
    [[nodiscard]] bool hasCodes() const;
    [[nodiscard]] bool isMissing(int32_t code) const { return textOf(code).empty(); }
    [[nodiscard]] bool isWord(int32_t code) const;
    [[nodiscard]] std::string_view textOf(int32_t code) const;
    [[nodiscard]] int64_t cellsOf(int32_t code) const { return m_cells[static_cast<size_t>(code)]; }
    [[nodiscard]] std::vector<TextCells> missingTexts() const;
    [[nodiscard]] std::vector<TextCells> oddTexts() const;
    [[nodiscard]] bool twinsMatter() const;
    [[nodiscard]] std::vector<std::string> oddHint(int64_t present) const;
    /// @param present cells that are there
    [[nodiscard]] std::vector<std::string> hints(int64_t present) const;

    TextValues& m_values;
    const TextDictionary& m_texts;
    const ReadingWish& m_wish;
    std::vector<bool> m_found;
    std::unordered_map<int32_t, std::string> m_changes; ///< new texts; empty: missing
    std::vector<int32_t> m_words; ///< codes of words that may mean missing, ascending
    std::vector<int64_t> m_cells; ///< [codes]; empty: not counted
    std::optional<FormVotes> m_votes;
    FormChoice m_choice; ///< among the forms that the wish allows
    int64_t m_wouldBe = 0; ///< cells that a form which the wish forbids makes numbers
    NumberForm m_wouldBeForm;
    std::vector<std::pair<int32_t, std::string>> m_twins; ///< codes whose value has another spelling
    int64_t m_present = 0; ///< cells that are there, without the words
    int64_t m_wordCells = 0;
    bool m_mayBeNumbers = false;
    bool m_applied = false; ///< the form of m_choice is used
    bool m_numbers = false; ///< but for a few, the cells are numbers
};

} // namespace leap

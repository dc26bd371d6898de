// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the texts of a column.
#include "core/base/text.h"
#include "core/data/column/reading_words.h"
#include "core/data/column/recognised_texts.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr double kWorthAHint = 0.9; ///< of the cells would be numbers

} // namespace

/// Texts that were found to mean missing, the most frequent first.
std::vector<TextCells> RecognisedTexts::missingTexts() const
{
    std::vector<TextCells> texts;
    for (int32_t code = 0; code < m_texts.size() && !m_changes.empty(); ++code) {
        if (isMissing(code) && !m_texts[code].empty() && cellsOf(code) > 0)
            texts.push_back({std::string(m_texts[code]), cellsOf(code)});
    }
    std::stable_sort(texts.begin(), texts.end(),
                     [](const TextCells& a, const TextCells& b) { return a.cells > b.cells; });
    return texts;
}

/// Texts that are no numbers, the most frequent first.
std::vector<TextCells> RecognisedTexts::oddTexts() const
{
    std::vector<TextCells> texts;
    const NumberForm form = this->form();
    for (int32_t code = 0; code < m_texts.size(); ++code) {
        if (cellsOf(code) > 0 && !isMissing(code) && !readNumber(m_texts[code], form))
            texts.push_back({std::string(m_texts[code]), cellsOf(code)});
    }
    std::stable_sort(texts.begin(), texts.end(),
                     [](const TextCells& a, const TextCells& b) { return a.cells > b.cells; });
    return texts;
}

ColumnReading RecognisedTexts::reading() const
{
    ColumnReading reading;
    reading.form = form();
    std::vector<std::string> words;
    const int64_t present = m_present + (m_numbers ? 0 : m_wordCells);
    if (m_applied && m_numbers)
        words.push_back(formWords(reading.form, *m_votes, present));
    if (!m_changes.empty())
        words.push_back(missingWords(missingTexts()));
    if (twinsMatter())
        words.push_back(twinWords(static_cast<int64_t>(m_twins.size()), m_twins.front().second,
                                  std::string(m_texts[m_twins.front().first])));
    std::erase(words, std::string());
    reading.words = join(words, "; ");
    reading.hints = hints(present);
    return reading;
}

/// Of measurements, 1.5 and 1.50 are not worth a word.
bool RecognisedTexts::twinsMatter() const
{
    if (m_twins.empty())
        return false;
    const double number = readNumber(m_twins.front().second, form()).value_or(0);
    return number == std::floor(number);
}

std::vector<std::string> RecognisedTexts::hints(int64_t present) const
{
    if (!m_votes)
        return {};
    const int64_t numbers = numberCells();
    if (m_numbers) { // three decimals are not worth a word
        const bool plain = m_choice.doubt == Doubt::Point && m_choice.form.thousands == 0;
        return m_choice.doubt == Doubt::None || plain ? std::vector<std::string>()
                                                      : std::vector{doubtHint(m_choice)};
    }
    const auto worth = [&](int64_t cells) {
        return static_cast<double>(cells) >= kWorthAHint * static_cast<double>(present);
    };
    if (m_choice.codes && worth(m_choice.cells))
        return {codesHint(m_choice.form)};
    if (m_wouldBe > numbers && worth(m_wouldBe))
        return {otherFormHint(m_wouldBeForm, m_wouldBe, present)};
    if (hasCodes())
        return {};
    if (numbers > 0 && worth(m_votes->anyCells()) && !worth(numbers))
        return {m_votes->units().size() > 2 ? unitsHint(*m_votes, present)
                                            : formsHint(m_choice.form, numbers, present)};
    return oddHint(present);
}

/// Few texts that are no numbers, or some: they may mean missing.
std::vector<std::string> RecognisedTexts::oddHint(int64_t present) const
{
    constexpr size_t kFew = 3;
    constexpr int64_t kManyNumbers = 10; ///< with fewer, the texts may be grades
    const int64_t numbers = numberCells();
    if (numbers == 0 || numbers * 2 < present)
        return {};
    const std::vector<TextCells> odd = oddTexts();
    const bool few = odd.size() <= kFew && m_votes->distinct() >= kManyNumbers;
    if (!few && static_cast<double>(numbers + m_wordCells) < kWorthAHint * static_cast<double>(present))
        return {};
    return {oddTextsHint(odd, present - numbers, present,
                         m_applied ? formWords(form(), *m_votes, present) : std::string())};
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/recognised_texts.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/column_reading.h"
#include "core/data/column/missing_tokens.h"
#include "core/data/column/plain_signs.h"
#include "core/data/column/plain_test.h"
#include "core/data/column/value_twins.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr double kMostTimes = 0.99;

/// A user's token as a number of the form, or as a plain one.
std::optional<double> tokenNumber(const std::string& token, const NumberForm& form)
{
    const auto number = readNumber(token, form);
    return number ? number : parseDouble(token);
}

} // namespace

RecognisedTexts::RecognisedTexts(TextValues& values, const ReadingWish& wish)
    : m_values(values)
    , m_texts(values.dictionary)
    , m_wish(wish)
    , m_found(wish.missing.size())
{
}

bool RecognisedTexts::decide(std::optional<bool> commaInFile)
{
    findWishes();
    if (needsNoLook()) {
        takeNumericWishes();
        countCells();
        return true;
    }
    findTokens();
    plainBlanks(false);
    m_mayBeNumbers = mayBeNumbers();
    if (m_mayBeNumbers) {
        countCells();
        vote();
        choose(commaInFile.value_or(false));
        if (m_choice.doubt != Doubt::None && m_numbers && !commaInFile)
            return false;
    }
    takeWords();
    if (form().plain())
        plainBlanks(true);
    takeNumericWishes();
    mergeTwins();
    countCells();
    return true;
}

bool RecognisedTexts::decidesComma() const
{
    return m_numbers && m_applied && m_choice.decidesComma;
}

/// Words and signs made of the characters of numbers alone are looked for by name.
bool RecognisedTexts::needsNoLook() const
{
    for (const char* word : {".", "..", "...", "....", "--", "---", "----", "-----"}) {
        if (m_texts.find(word))
            return false;
    }
    const bool signs = m_wish.decimal.value_or('.') != '.' || m_wish.thousands.value_or(0) == '.';
    if (signs && m_texts.bytes().find('.') != std::string_view::npos)
        return false;
    return readsPlainly(m_texts);
}

void RecognisedTexts::findTokens()
{
    for (const std::string& token : missingTokens()) {
        if (const auto code = m_texts.find(token))
            makeMissing(*code);
    }
    for (const std::string& word : missingWords()) {
        if (const auto code = m_texts.find(word); code && !isMissing(*code))
            m_words.push_back(*code);
    }
    std::sort(m_words.begin(), m_words.end());
}

void RecognisedTexts::findWishes()
{
    for (size_t i = 0; i < m_wish.missing.size(); ++i) {
        if (const auto code = m_texts.find(m_wish.missing[i])) {
            m_found[i] = true;
            makeMissing(*code);
        }
    }
}

/// Texts with blanks of Unicode get plain ones. Numbers need that where their form is the plain one.
void RecognisedTexts::plainBlanks(bool numbersToo)
{
    if (!mayHoldOddBlanks(m_texts.bytes()))
        return;
    for (int32_t code = 0; code < m_texts.size(); ++code) {
        const std::string_view text = m_texts[code];
        if (isMissing(code) || !mayHoldOddBlanks(text) || (!numbersToo && takeApart(text)))
            continue;
        const std::string plain = withPlainBlanks(text);
        const bool token = cleanCell(plain).empty() || isMissingToken(plain)
            || std::find(m_wish.missing.begin(), m_wish.missing.end(), plain) != m_wish.missing.end();
        if (token)
            makeMissing(code);
        else if (plain != text)
            m_changes[code] = plain;
    }
}

/// Of many texts, some from all places tell that it is no column of numbers.
bool RecognisedTexts::mayBeNumbers() const
{
    constexpr int32_t kMany = 4096, kSome = 1024;
    const int32_t step = m_texts.size() > kMany ? m_texts.size() / kSome : 1;
    int32_t asked = 0, numbers = 0;
    for (int32_t code = 0; code < m_texts.size(); code += step) {
        if (isMissing(code) || isWord(code))
            continue;
        ++asked;
        numbers += takeApart(m_texts[code], m_wish.thousands.value_or(0)) ? 1 : 0;
        if (step == 1 && numbers > 0) // few: the cells decide
            return true;
    }
    return numbers > 0 && numbers * 2 >= asked;
}

/// Only where something asks for them: it costs a pass over the rows.
void RecognisedTexts::countCells()
{
    if (!m_cells.empty() || (m_changes.empty() && !m_mayBeNumbers))
        return;
    m_cells.assign(static_cast<size_t>(m_texts.size()), 0);
    for (const int32_t code : m_values.codes.values())
        ++m_cells[static_cast<size_t>(code)];
}

void RecognisedTexts::vote()
{
    m_votes.emplace(m_wish);
    std::optional<FormVotes> all;
    if (m_wish.forced())
        all.emplace(ReadingWish());
    for (int32_t code = 0; code < m_texts.size(); ++code) {
        if (cellsOf(code) == 0 || isMissing(code))
            continue;
        if (isWord(code)) {
            m_wordCells += cellsOf(code);
            continue;
        }
        m_present += cellsOf(code);
        m_votes->add(m_texts[code], cellsOf(code));
        if (all)
            all->add(m_texts[code], cellsOf(code));
    }
    if (!all)
        return;
    const FormChoice free = all->choose(false);
    m_wouldBe = free.cells;
    m_wouldBeForm = free.form;
}

/// Uses the form that makes most cells numbers, where it is better than the plain one, or wished for.
void RecognisedTexts::choose(bool commaInFile)
{
    m_choice = m_votes->choose(commaInFile);
    const int64_t plain = m_votes->plainCells();
    const bool codes = m_choice.codes || hasCodes();
    const bool better = m_choice.cells > plain && m_choice.cells * 2 >= m_present;
    const bool thousands = m_choice.doubt == Doubt::Point && m_choice.form.thousands != 0;
    const bool obeyed = m_wish.forced() && !(m_wish.typed && plain == m_present);
    m_applied = obeyed || (!codes && (better || thousands));
    if (obeyed && m_choice.cells == 0)
        m_choice.form = {m_wish.decimal.value_or('.'), m_wish.thousands.value_or(0), {}, false, false};
    m_numbers = numberCells() > 0
        && static_cast<double>(m_present - numberCells()) <= kMostBadCells * static_cast<double>(m_present);
}

/// Zeros in front of more than a few integers.
bool RecognisedTexts::hasCodes() const
{
    constexpr double kMostCodes = 0.001;
    return static_cast<double>(m_votes->codeCells()) > kMostCodes * static_cast<double>(m_present);
}

int64_t RecognisedTexts::numberCells() const
{
    return m_applied ? m_choice.cells : m_votes->plainCells();
}

/// Words mean missing where the other cells are numbers or times.
void RecognisedTexts::takeWords()
{
    if (m_words.empty() || !(m_numbers || areTimes()))
        return;
    for (const int32_t code : m_words)
        makeMissing(code);
}

bool RecognisedTexts::areTimes() const
{
    int64_t times = 0, others = 0;
    for (int32_t code = 0; code < m_texts.size(); ++code) {
        if (!isMissing(code) && !isWord(code))
            ++(looksLikeTime(m_texts[code]) ? times : others);
    }
    return times > 0 && static_cast<double>(times) >= kMostTimes * static_cast<double>(times + others);
}

/// -999 means -999.0 too.
void RecognisedTexts::takeNumericWishes()
{
    const NumberForm form = this->form();
    std::vector<std::pair<double, size_t>> numbers;
    for (size_t i = 0; i < m_wish.missing.size(); ++i) {
        if (const auto number = tokenNumber(m_wish.missing[i], form))
            numbers.emplace_back(*number, i);
    }
    for (int32_t code = 0; code < m_texts.size() && !numbers.empty(); ++code) {
        const auto number = isMissing(code) ? std::nullopt : readNumber(textOf(code), form);
        for (const auto& [token, i] : numbers) {
            if (!number || *number != token)
                continue;
            m_found[i] = true;
            makeMissing(code);
        }
    }
}

/// One value in several spellings becomes one, where the column is of numbers or truth values.
void RecognisedTexts::mergeTwins()
{
    const auto textOf = [this](int32_t code) { return this->textOf(code); };
    m_twins = m_numbers ? numberTwins(m_texts.size(), textOf, form()) : truthTwins(m_texts.size(), textOf);
    for (const auto& [code, text] : m_twins)
        m_changes[code] = text;
}

void RecognisedTexts::makeMissing(int32_t code)
{
    if (!m_texts[code].empty())
        m_changes[code].clear();
}

bool RecognisedTexts::isWord(int32_t code) const
{
    return std::binary_search(m_words.begin(), m_words.end(), code);
}

std::string_view RecognisedTexts::textOf(int32_t code) const
{
    const auto change = m_changes.find(code);
    return change == m_changes.end() ? m_texts[code] : std::string_view(change->second);
}

void RecognisedTexts::rewrite()
{
    if (m_changes.empty())
        return;
    std::vector<int32_t> newCodes;
    TextDictionary dictionary = m_texts.rewritten([this](int32_t code) { return textOf(code); }, newCodes);
    m_values.dictionary = std::move(dictionary);
    m_values.codes.change([&](int32_t code) { return newCodes[static_cast<size_t>(code)]; });
    m_changes.clear();
}

} // namespace leap

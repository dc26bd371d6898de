// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_cursor.h"

namespace leap {
namespace {

char small(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isLetter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool equal(std::string_view text, std::string_view smallText)
{
    if (text.size() != smallText.size())
        return false;
    for (size_t i = 0; i < text.size(); ++i) {
        if (small(text[i]) != smallText[i])
            return false;
    }
    return true;
}

} // namespace

bool TimeCursor::nextIsLetter() const
{
    return isLetter(next());
}

bool TimeCursor::take(char c)
{
    if (m_rest.empty() || m_rest.front() != c)
        return false;
    m_rest.remove_prefix(1);
    return true;
}

bool TimeCursor::takeAnyOf(std::string_view characters)
{
    if (m_rest.empty() || characters.find(m_rest.front()) == std::string_view::npos)
        return false;
    m_rest.remove_prefix(1);
    return true;
}

bool TimeCursor::takeWord(std::string_view text)
{
    if (m_rest.size() < text.size() || !equal(m_rest.substr(0, text.size()), text))
        return false;
    m_rest.remove_prefix(text.size());
    return true;
}

bool TimeCursor::takeBlanks()
{
    const size_t before = m_rest.size();
    while (takeAnyOf(" \t") || takeWord("\xC2\xA0") || takeWord("\xE2\x80\xAF")) { }
    return m_rest.size() < before;
}

std::optional<DigitRun> TimeCursor::takeDigits(int least, int most)
{
    TimeCursor at = *this;
    const auto run = at.takeSomeDigits(least, most);
    if (!run || at.nextIsDigit())
        return std::nullopt;
    *this = at;
    return run;
}

std::optional<DigitRun> TimeCursor::takeSomeDigits(int least, int most)
{
    DigitRun run;
    size_t i = 0;
    for (; i < m_rest.size() && static_cast<int>(i) < most && isDigit(m_rest[i]); ++i)
        run.value = 10 * run.value + (m_rest[i] - '0');
    if (static_cast<int>(i) < least)
        return std::nullopt;
    m_rest.remove_prefix(i);
    run.digits = static_cast<uint8_t>(i);
    return run;
}

std::optional<int32_t> TimeCursor::takeFraction()
{
    constexpr int kDigits = 9;
    auto some = takeSomeDigits(1, kDigits);
    if (!some)
        return std::nullopt;
    for (int digits = some->digits; digits < kDigits; ++digits)
        some->value *= 10;
    while (nextIsDigit())
        m_rest.remove_prefix(1);
    return some->value;
}

std::string_view TimeCursor::letters() const
{
    size_t i = 0;
    while (i < m_rest.size() && isLetter(m_rest[i]))
        ++i;
    return m_rest.substr(0, i);
}

} // namespace leap

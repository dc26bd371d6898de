// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/number_text.h"

#include "core/base/text.h"
#include "core/data/column/plain_signs.h"
#include "core/data/column/unit_signs.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A text on its way: what was found is cut off at both ends until only the body is left.
class Taking {
public:
    Taking(std::string_view text, NumberText& out)
        : m_text(trimmed(text))
        , m_out(out)
    {
    }

    /// False where something is there that no number has.
    bool takeEnds()
    {
        while (takeFront() || takeBack())
            ;
        return !m_text.empty() && m_open == m_closed;
    }
    [[nodiscard]] std::string_view rest() const { return m_text; }

private:
    bool takeFront()
    {
        if (m_text.empty() || isDigit(m_text.front()))
            return false;
        if (!m_signed && (m_text.front() == '-' || m_text.front() == '+')) {
            takeSign(m_text.front());
            m_text.remove_prefix(1);
            skipBlanks(/*markSpaced=*/true);
            return true;
        }
        if (m_open == 0 && m_text.front() == '(' && !m_signed) {
            ++m_open;
            m_text.remove_prefix(1);
            skipBlanks(false);
            return true;
        }
        return takeUnitBefore();
    }
    bool takeBack()
    {
        if (m_text.empty() || isDigit(m_text.back()))
            return false;
        if (m_open > m_closed && m_text.back() == ')') {
            ++m_closed;
            m_signed = m_out.negative = true;
            m_out.marks |= NumberText::Parentheses;
        } else if (m_text.back() == '-' && endsWithoutCents()) {
            m_out.marks |= NumberText::NoCents;
        } else if (!m_signed && m_open == 0 && m_text.back() == '-' && m_text.size() > 1) {
            takeSign('-');
            m_out.marks |= NumberText::MinusAfter;
        } else {
            return takeUnitAfter();
        }
        m_text = trimmed(m_text.substr(0, m_text.size() - 1));
        return true;
    }
    /// "15,-" is a price without cents.
    [[nodiscard]] bool endsWithoutCents() const
    {
        const size_t last = m_text.find_last_not_of('-');
        return last != std::string_view::npos && (m_text[last] == ',' || m_text[last] == '.');
    }
    void takeSign(char sign)
    {
        m_signed = true;
        m_out.negative = sign == '-';
    }
    void skipBlanks(bool markSpaced)
    {
        const std::string_view before = m_text;
        m_text = trimmed(m_text);
        if (markSpaced && before.size() != m_text.size())
            m_out.marks |= NumberText::Spaced;
    }
    bool takeUnitBefore()
    {
        const UnitSign* unit = m_out.unit == nullptr ? unitBefore(m_text) : nullptr;
        if (unit == nullptr)
            return false;
        m_out.unit = unit;
        m_out.unitBefore = true;
        m_text = trimmed(m_text.substr(unit->spelling.size()));
        return true;
    }
    bool takeUnitAfter()
    {
        const UnitSign* unit = m_out.unit == nullptr ? unitAfter(m_text) : nullptr;
        if (unit == nullptr)
            return false;
        m_out.unit = unit;
        m_text = trimmed(m_text.substr(0, m_text.size() - unit->spelling.size()));
        return true;
    }

    std::string_view m_text;
    NumberText& m_out;
    bool m_signed = false;
    int m_open = 0, m_closed = 0;
};

/// Size of the exponent at the end of a body ("e5", "E+05", "D-03"); 0 where there is none, nothing where the
/// letters make no sense.
std::optional<size_t> exponentSize(std::string_view body)
{
    const size_t at = body.find_first_of("eEdD");
    if (at == std::string_view::npos)
        return 0;
    std::string_view rest = body.substr(at + 1);
    const bool isSigned = !rest.empty() && (rest.front() == '-' || rest.front() == '+');
    if (isSigned)
        rest.remove_prefix(1);
    const bool fortran = body[at] == 'd' || body[at] == 'D';
    if (at == 0 || rest.empty() || rest.size() > 4 || (fortran && !isSigned)
        || !std::all_of(rest.begin(), rest.end(), isDigit))
        return std::nullopt;
    return body.size() - at;
}

bool isBetween(char c, char extra)
{
    return isDigit(c) || c == '.' || c == ',' || c == '\'' || c == ' ' || (extra != 0 && c == extra);
}

bool isBody(std::string_view body, char extra)
{
    const auto exponent = exponentSize(body);
    if (!exponent || body.empty() || body.size() > NumberText::kMostBytes)
        return false;
    const std::string_view digits = body.substr(0, body.size() - *exponent);
    const bool begins =
        isDigit(digits.front()) || (digits.size() > 1 && digits.front() != ' ' && isDigit(digits[1]));
    return begins && std::all_of(digits.begin(), digits.end(), [&](char c) { return isBetween(c, extra); });
}

/// Do the sizes of groups of thousands make sense? `sizes` counts digits, first group first.
class Groups {
public:
    void add(size_t digits)
    {
        if (m_count == 0)
            m_first = digits;
        else {
            m_threes = m_threes && m_last == 3;
            m_twos = m_twos && (m_count == 1 || m_last == 2);
        }
        m_last = digits;
        if (m_count == 0)
            m_last = 3; // the first group may be shorter
        ++m_count;
    }
    [[nodiscard]] bool fit(char thousands) const
    {
        if (m_count < 2)
            return true;
        const bool western = m_first >= 1 && m_first <= 3 && m_threes && m_last == 3;
        const bool indian = thousands == ',' && m_first >= 1 && m_first <= 2 && m_twos && m_last == 3;
        return western || indian;
    }
    [[nodiscard]] size_t count() const { return m_count; }

private:
    size_t m_count = 0, m_first = 0, m_last = 0;
    bool m_threes = true, m_twos = true;
};

/// The body in plain spelling; empty where the signs do not fit.
std::string_view plainBody(std::string_view body, char decimal, char thousands,
                           std::array<char, NumberText::kMostBytes>& out)
{
    const size_t exponent = exponentSize(body).value_or(0);
    const std::string_view digits = body.substr(0, body.size() - exponent);
    const size_t point = std::min(digits.find(decimal), digits.size());
    size_t size = 0, group = 0;
    Groups groups;
    for (const char c : digits.substr(0, point)) {
        if (isDigit(c)) {
            out[size++] = c;
            ++group;
        } else if (thousands != 0 && c == thousands) {
            groups.add(std::exchange(group, 0));
        } else {
            return {};
        }
    }
    groups.add(group);
    if (!groups.fit(thousands) || (groups.count() > 1 && digits.front() == '0'))
        return {};
    for (size_t i = point; i < digits.size(); ++i) {
        if (i > point && !isDigit(digits[i]))
            return {};
        out[size++] = i == point ? '.' : digits[i];
    }
    for (size_t i = digits.size(); i < body.size(); ++i)
        out[size++] = i == digits.size() ? 'e' : body[i];
    return {out.data(), size};
}

} // namespace

bool NumberText::digitsOnly() const
{
    const std::string_view text = body();
    return std::all_of(text.begin(), text.end(), isDigit);
}

std::optional<NumberText> takeApart(std::string_view text, char extra)
{
    if (text.empty() || text.size() > NumberText::kMostBytes)
        return std::nullopt;
    NumberText out;
    std::array<char, NumberText::kMostBytes> plain{};
    Taking taking(plainSigns(text, plain, out.marks), out);
    if (!taking.takeEnds() || !isBody(taking.rest(), extra))
        return std::nullopt;
    if (!out.negative)
        out.marks &= static_cast<uint8_t>(~NumberText::TypographicMinus);
    const std::string_view body = taking.rest();
    std::copy(body.begin(), body.end(), out.bytes.begin());
    out.size = static_cast<uint8_t>(body.size());
    if (body.find_first_of("dD") != std::string_view::npos)
        out.marks |= NumberText::FortranExponent;
    return out;
}

bool bodyFits(std::string_view body, char decimal, char thousands)
{
    std::array<char, NumberText::kMostBytes> plain{};
    return !plainBody(body, decimal, thousands, plain).empty();
}

std::optional<double> readBody(std::string_view body, char decimal, char thousands)
{
    std::array<char, NumberText::kMostBytes> plain{};
    return parseDouble(plainBody(body, decimal, thousands, plain));
}

std::optional<double> readNumber(std::string_view text, const NumberForm& form)
{
    if (form.plain())
        return parseDouble(text);
    const char extra = form.thousands;
    const auto parts = takeApart(text, extra);
    if (!parts || (parts->unit != nullptr && parts->unit->name != form.unit))
        return std::nullopt;
    constexpr auto kOddities = static_cast<uint8_t>(~(NumberText::Parentheses | NumberText::OddBlanks));
    if (((parts->marks & NumberText::Parentheses) != 0 && !form.parentheses)
        || ((parts->marks & kOddities) != 0 && !form.loose))
        return std::nullopt;
    const auto number = readBody(parts->body(), form.decimal, form.thousands);
    return number && parts->negative ? std::optional(-*number) : number;
}

} // namespace leap

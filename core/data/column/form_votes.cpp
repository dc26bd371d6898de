// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/form_votes.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"

#include <algorithm>

namespace leap {
namespace {

constexpr std::string_view kUsual = ".,' ";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

size_t digitsOf(std::string_view body)
{
    return static_cast<size_t>(std::count_if(body.begin(), body.end(), isDigit));
}

/// Could the only point of a number be one between thousands?
bool mayBeThousands(std::string_view text, size_t point)
{
    constexpr size_t kGroup = 3;
    const size_t begin = text.find_first_not_of("+-");
    const bool head = begin < point && point - begin <= kGroup && text[begin] != '0';
    return head && text.size() == point + 1 + kGroup
        && std::all_of(text.end() - static_cast<std::ptrdiff_t>(kGroup), text.end(), isDigit);
}

bool isPair(const SignPair& pair, char decimal, char thousands)
{
    return pair.decimal == decimal && pair.thousands == thousands;
}

} // namespace

std::vector<SignPair> signPairs(const ReadingWish& wish)
{
    std::vector<SignPair> pairs;
    const auto offer = [&](char decimal, char thousands) {
        if (decimal != thousands && wish.decimal.value_or(decimal) == decimal
            && wish.thousands.value_or(thousands) == thousands)
            pairs.push_back({decimal, thousands});
    };
    std::string thousands(1, '\0');
    thousands += kUsual;
    if (wish.thousands && thousands.find(*wish.thousands) == std::string::npos)
        thousands += *wish.thousands;
    offer('.', '\0');
    offer(',', '\0');
    for (const char sign : std::string_view(thousands).substr(1)) {
        offer('.', sign);
        offer(',', sign);
    }
    return pairs;
}

FormVotes::FormVotes(const ReadingWish& wish)
    : m_pairs(signPairs(wish))
    , m_free(!wish.thousands)
    , m_units(1)
{
    m_units.front().fits.resize(m_pairs.size());
    if (wish.thousands && *wish.thousands != 0 && kUsual.find(*wish.thousands) == std::string_view::npos)
        m_extra = *wish.thousands;
}

bool FormVotes::add(std::string_view text, int64_t cells)
{
    if (addPlain(text, cells))
        return true;
    const auto parts = takeApart(text, m_extra);
    if (!parts)
        return false;
    addParts(*parts, text, cells);
    return true;
}

/// A number with a decimal point, without a closer look.
bool FormVotes::addPlain(std::string_view text, int64_t cells)
{
    const size_t point = text.find('.');
    if (point == std::string_view::npos || !parseDouble(text))
        return false;
    m_any += cells;
    m_plain += cells;
    ++m_distinct;
    const size_t digits = digitsOf(text);
    m_fewestDigits = std::min(m_fewestDigits, digits);
    m_mostDigits = std::max(m_mostDigits, digits);
    m_units.front().cells += cells;
    if (!sees('.'))
        m_signs += '.';
    const bool thousands = mayBeThousands(text, point);
    m_pointed += thousands ? 1 : 0;
    for (size_t i = 0; i < m_pairs.size(); ++i) {
        const bool fits = m_pairs[i].decimal == '.' || (thousands && isPair(m_pairs[i], ',', '.'));
        m_units.front().fits[i] += fits ? cells : 0;
    }
    return true;
}

void FormVotes::addParts(const NumberText& parts, std::string_view text, int64_t cells)
{
    m_plain += parts.unit == nullptr && parts.marks == 0 && parseDouble(text) ? cells : 0;
    m_marks |= parts.marks;
    m_enclosed += (parts.marks & NumberText::Parentheses) != 0 ? cells : 0;
    ++m_distinct;
    const std::string_view body = parts.body();
    const size_t digits = digitsOf(body);
    m_fewestDigits = std::min(m_fewestDigits, digits);
    m_mostDigits = std::max(m_mostDigits, digits);
    UnitUse& use = useOf(parts);
    use.cells += cells;
    if (parts.digitsOnly()) {
        constexpr size_t kLong = 4;
        m_leadingZero += hasLeadingZero(body) ? cells : 0;
        m_longWithoutSign = m_longWithoutSign || digits >= kLong;
        m_shortIntegers = m_shortIntegers || digits < kLong;
        for (int64_t& fits : use.fits)
            fits += cells;
        m_any += cells;
        return;
    }
    for (const char c : body) {
        if (!isDigit(c) && !sees(c))
            m_signs += c;
    }
    bool any = false;
    for (size_t i = 0; i < m_pairs.size(); ++i) {
        const bool fits = bodyFits(body, m_pairs[i].decimal, m_pairs[i].thousands);
        use.fits[i] += fits ? cells : 0;
        any = any || fits;
    }
    m_any += any ? cells : 0;
}

FormVotes::UnitUse& FormVotes::useOf(const NumberText& parts)
{
    if (parts.unit == nullptr)
        return m_units.front();
    const auto same = std::find_if(m_units.begin() + 1, m_units.end(),
                                   [&](const UnitUse& use) { return use.unit->name == parts.unit->name; });
    if (same != m_units.end())
        return *same;
    return m_units.emplace_back(
        UnitUse{parts.unit, parts.unitBefore, 0, std::vector<int64_t>(m_pairs.size())});
}

const FormVotes::UnitUse* FormVotes::mainUnit() const
{
    const UnitUse* main = nullptr;
    for (size_t i = 1; i < m_units.size(); ++i) {
        if (main == nullptr || m_units[i].cells > main->cells)
            main = &m_units[i];
    }
    return main;
}

std::vector<int64_t> FormVotes::totals(const UnitUse* unit) const
{
    std::vector<int64_t> cells = m_units.front().fits;
    for (size_t i = 0; unit != nullptr && i < cells.size(); ++i)
        cells[i] += unit->fits[i];
    return cells;
}

/// The first pair with most cells. 999 next to many like 1.234 are thousands: of decimals some would have
/// fewer digits. Where that is a matter of the file's habits, those decide.
size_t FormVotes::bestPair(const std::vector<int64_t>& totals, bool commaInFile, FormChoice& choice) const
{
    constexpr int64_t kManyPoints = 20;
    const size_t best = static_cast<size_t>(std::max_element(totals.begin(), totals.end()) - totals.begin());
    const auto also = [&](char decimal, char thousands) {
        for (size_t i = 0; i < m_pairs.size(); ++i) {
            if (isPair(m_pairs[i], decimal, thousands) && totals[i] == totals[best])
                return i;
        }
        return m_pairs.size();
    };
    const size_t thousandsByComma = also('.', ','), thousandsByPoint = also(',', '.');
    if (isPair(m_pairs[best], ',', 0)) {
        choice.decidesComma = thousandsByComma == m_pairs.size() || m_longWithoutSign;
        choice.doubt = choice.decidesComma ? Doubt::None : Doubt::Comma;
        return choice.doubt == Doubt::Comma && !commaInFile ? thousandsByComma : best;
    }
    choice.decidesComma = isPair(m_pairs[best], ',', '.') || (m_pairs[best].decimal == ',' && sees(','));
    if (isPair(m_pairs[best], '.', 0) && sees('.') && thousandsByPoint < m_pairs.size()
        && !m_longWithoutSign) {
        choice.doubt = Doubt::Point;
        return commaInFile || (m_shortIntegers && m_pointed >= kManyPoints) ? thousandsByPoint : best;
    }
    return best;
}

/// Groups of digits without decimals, all of the same size: telephone numbers, postal codes, addresses of
/// machines. Amounts have sizes of their own.
bool FormVotes::looksLikeCodes(const SignPair& pair) const
{
    constexpr size_t kManyDigits = 9;
    const bool sameSize = m_fewestDigits == m_mostDigits && m_distinct > 1;
    const bool blanks = pair.thousands == ' ' && (m_marks & NumberText::OddBlanks) == 0;
    return m_free && pair.thousands != 0 && sees(pair.thousands) && !sees(pair.decimal) && sameSize
        && (blanks || m_mostDigits >= kManyDigits);
}

FormChoice FormVotes::choose(bool commaInFile) const
{
    FormChoice choice;
    const UnitUse* unit = mainUnit();
    const std::vector<int64_t> cells = totals(unit);
    if (m_pairs.empty() || *std::max_element(cells.begin(), cells.end()) == 0)
        return choice;
    const size_t best = bestPair(cells, commaInFile, choice);
    const SignPair& pair = m_pairs[best];
    choice.codes = looksLikeCodes(pair);
    choice.cells = cells[best];
    choice.form.decimal = pair.decimal;
    choice.form.thousands = pair.thousands;
    choice.form.unit = unit == nullptr ? std::string() : std::string(unit->unit->name);
    choice.form.parentheses = m_enclosed > 0 && m_enclosed < m_any;
    choice.form.loose = (m_marks & ~(NumberText::Parentheses | NumberText::OddBlanks)) != 0;
    if (m_enclosed == m_any && m_enclosed > 0)
        choice.cells = 0; // "(1)" everywhere is no negative number
    return choice;
}

} // namespace leap

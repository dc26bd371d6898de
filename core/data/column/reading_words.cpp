// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/reading_words.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"

#include <algorithm>

namespace leap {
namespace {

std::string signName(char sign)
{
    switch (sign) {
    case ',':
        return "comma";
    case '.':
        return "point";
    case '\'':
        return "apostrophe";
    case ' ':
        return "blank";
    default:
        return std::string("'") + sign + "'";
    }
}

std::string quoted(const std::string& text)
{
    constexpr size_t kMost = 40;
    const std::string shown = displayText(text);
    return "'" + (shown.size() > kMost ? shown.substr(0, kMost) + "..." : shown) + "'";
}

double shareOf(int64_t cells, int64_t all)
{
    return static_cast<double>(cells) / static_cast<double>(std::max<int64_t>(all, 1));
}

/// The unit that the form reads, as the first number with it has it.
std::string unitWords(const NumberForm& form, const FormVotes& votes, int64_t present)
{
    constexpr double kAll = 0.99;
    for (const FormVotes::UnitUse& use : votes.units()) {
        if (use.unit == nullptr || use.unit->name != form.unit)
            continue;
        std::string words = "'" + std::string(use.unit->spelling) + "' "
            + (use.before ? "before the number" : "after the number");
        if (shareOf(use.cells, present) < kAll)
            words += " in " + percent(shareOf(use.cells, present)) + " of the cells";
        return words + (form.unit == "%" ? ", taken as written (12.5 % is 12.5)" : "");
    }
    return {};
}

std::vector<std::string> markWords(const NumberForm& form, uint8_t marks)
{
    std::vector<std::string> words;
    const auto say = [&](uint8_t mark, const char* text) {
        if ((marks & mark) != 0)
            words.emplace_back(text);
    };
    if (form.parentheses)
        words.emplace_back("parentheses as minus: (5) is -5");
    if (form.loose) {
        say(NumberText::TypographicMinus, "a dash of Unicode as minus");
        say(NumberText::MinusAfter, "minus after the number");
        say(NumberText::WideDigits, "full-width digits");
        say(NumberText::FortranExponent, "exponent with D");
    }
    return words;
}

std::string optionsOf(const NumberForm& form)
{
    std::string options = std::string("--decimal ") + form.decimal;
    if (form.thousands == ' ' || form.thousands == '\'')
        options += std::string(" --thousands \"") + form.thousands + "\"";
    else if (form.thousands != 0)
        options += std::string(" --thousands ") + form.thousands;
    return options;
}

} // namespace

std::string formWords(const NumberForm& form, const FormVotes& votes, int64_t present)
{
    std::vector<std::string> words;
    if (form.decimal == ',' && votes.sees(','))
        words.emplace_back("decimal comma");
    if (form.thousands != 0 && votes.sees(form.thousands))
        words.push_back(signName(form.thousands) + " between thousands");
    if (const std::string unit = unitWords(form, votes, present); !unit.empty())
        words.push_back(unit);
    for (const std::string& mark : markWords(form, votes.marks()))
        words.push_back(mark);
    return join(words, "; ");
}

std::string missingWords(const std::vector<TextCells>& texts)
{
    constexpr size_t kShown = 3;
    std::vector<std::string> words;
    for (size_t i = 0; i < std::min(kShown, texts.size()); ++i)
        words.push_back(counted(texts[i].cells, "cell") + " " + quoted(texts[i].text));
    int64_t more = 0;
    for (size_t i = kShown; i < texts.size(); ++i)
        more += texts[i].cells;
    if (more > 0)
        words.push_back(grouped(more) + " with "
                        + counted(static_cast<int64_t>(texts.size() - kShown), "other text"));
    return words.empty() ? std::string() : join(words, ", ") + " read as missing";
}

std::string twinWords(int64_t spellings, const std::string& one, const std::string& other)
{
    return counted(spellings, "value") + " in another spelling (" + quoted(one) + " and " + quoted(other)
        + ") taken as one";
}

std::string oddTextsHint(const std::vector<TextCells>& odd, int64_t oddCells, int64_t present,
                         const std::string& form)
{
    constexpr size_t kShown = 3;
    std::vector<std::string> shown, tokens;
    int64_t named = 0;
    for (size_t i = 0; i < std::min(kShown, odd.size()); ++i) {
        shown.push_back(quoted(odd[i].text) + " (" + percent(shareOf(odd[i].cells, present)) + ")");
        tokens.push_back(displayText(odd[i].text));
        named += odd[i].cells;
    }
    std::string hint = percent(shareOf(present - oddCells, present)) + " of the cells are numbers"
        + (form.empty() ? "" : " (" + form + ")") + ", " + percent(shareOf(oddCells, present))
        + " are not: " + join(shown, ", ") + (named < oddCells ? " and others" : "");
    const bool sayable = std::none_of(tokens.begin(), tokens.end(), [](const std::string& token) {
        return token.find_first_of(",=") != std::string::npos;
    });
    if (sayable && shareOf(oddCells - named, present - named) <= 0.01)
        return hint + "; if that means missing: --na \"" + join(tokens, ",") + "\".";
    return hint + "; --na TOKEN names a text that means missing.";
}

std::string otherFormHint(const NumberForm& form, int64_t cells, int64_t present)
{
    return percent(shareOf(cells, present)) + " of the cells are numbers with decimal "
        + signName(form.decimal)
        + (form.thousands == 0 ? "" : " and " + signName(form.thousands) + " between thousands") + ": "
        + optionsOf(form) + " reads them.";
}

std::string unitsHint(const FormVotes& votes, int64_t present)
{
    std::vector<std::string> units;
    for (const FormVotes::UnitUse& use : votes.units()) {
        if (use.cells > 0)
            units.push_back((use.unit == nullptr ? "no sign" : "'" + std::string(use.unit->spelling) + "'")
                            + " " + percent(shareOf(use.cells, present)));
    }
    return "its numbers have different signs (" + listed(units, 5)
        + "), so they are not read as numbers; convert them to one.";
}

std::string formsHint(const NumberForm& form, int64_t cells, int64_t present)
{
    return "its numbers are written in different ways (" + percent(shareOf(cells, present))
        + " of the cells with decimal " + signName(form.decimal)
        + "), so they are not read as numbers; write them in one.";
}

std::string doubtHint(const FormChoice& choice)
{
    const bool thousands = choice.form.thousands != 0;
    const std::string sign = choice.doubt == Doubt::Comma ? "," : ".";
    const std::string whole = "1" + sign + "234";
    const std::string text = "each number with a " + signName(sign.front())
        + " has three digits after it: " + whole + " is read as " + (thousands ? "1234" : "1.234") + "; ";
    if (choice.doubt == Doubt::Comma)
        return text
            + (thousands ? "--decimal , reads it as 1.234." : "--decimal . --thousands , reads it as 1234.");
    return text
        + (thousands ? "--decimal . reads it as 1.234." : "--decimal , --thousands . reads it as 1234.");
}

std::string codesHint(const NumberForm& form)
{
    return "groups of digits, all of the same size, are taken as codes; " + optionsOf(form)
        + " reads them as numbers.";
}

} // namespace leap

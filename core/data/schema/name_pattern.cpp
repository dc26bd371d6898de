// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/name_pattern.h"

#include "core/base/error.h"
#include "core/data/column/messages.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace leap {
namespace {

/// A character of UTF-8 as its bytes: patterns count characters, and bytes that are no UTF-8 count as one
/// each.
using Character = std::string_view;

std::vector<Character> charactersOf(std::string_view text)
{
    std::vector<Character> characters;
    for (size_t at = 0; at < text.size();) {
        size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U
               && static_cast<unsigned char>(text[at]) >= 0xC0U)
            ++end;
        characters.push_back(text.substr(at, end - at));
        at = end;
    }
    return characters;
}

/// One sign of a pattern.
struct Sign {
    enum class Kind { Literal, AnyText, AnyOne, Set };
    Kind kind = Kind::Literal;
    Character character; ///< Literal
    std::vector<std::pair<Character, Character>> ranges; ///< Set: from, to
    bool negated = false; ///< Set: all but these
    std::string_view text; ///< as the pattern has it

    [[nodiscard]] bool fits(Character other) const
    {
        if (kind == Kind::Set) {
            const bool in = std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
                return range.first <= other && other <= range.second;
            });
            return in != negated;
        }
        return kind == Kind::AnyOne || (kind == Kind::Literal && character == other);
    }
};

/// The set that begins at characters[at] == "["; nothing where no bracket closes it. Moves `at` to its end.
std::optional<Sign> readSet(const std::vector<Character>& characters, size_t& at)
{
    Sign sign;
    sign.kind = Sign::Kind::Set;
    size_t next = at + 1;
    if (next < characters.size() && (characters[next] == "!" || characters[next] == "^")) {
        sign.negated = true;
        ++next;
    }
    for (const size_t first = next; next < characters.size(); ++next) {
        if (characters[next] == "]" && next > first) {
            sign.text = {characters[at].data(), characters[next].data() + 1};
            at = next;
            return sign;
        }
        const bool range =
            next + 2 < characters.size() && characters[next + 1] == "-" && characters[next + 2] != "]";
        sign.ranges.emplace_back(characters[next], characters[range ? next + 2 : next]);
        next += range ? 2 : 0;
    }
    return std::nullopt;
}

std::vector<Sign> signsOf(std::string_view pattern)
{
    const std::vector<Character> characters = charactersOf(pattern);
    std::vector<Sign> signs;
    for (size_t at = 0; at < characters.size(); ++at) {
        const Character character = characters[at];
        Sign sign;
        sign.character = character;
        sign.text = character;
        if (character == "*") {
            sign.kind = Sign::Kind::AnyText;
        } else if (character == "?") {
            sign.kind = Sign::Kind::AnyOne;
        } else if (character == "\\" && at + 1 < characters.size()) {
            sign.character = characters[++at];
            sign.text = {character.data(), sign.character.data() + sign.character.size()};
        } else if (character == "[") {
            if (auto set = readSet(characters, at))
                sign = std::move(*set);
        }
        signs.push_back(std::move(sign));
    }
    return signs;
}

/// Whether all signs fit all characters: on a mismatch the last * takes one character more.
bool fitsWhole(const std::vector<Sign>& signs, const std::vector<Character>& name)
{
    size_t sign = 0, at = 0, afterStar = signs.size() + 1, starEnd = 0;
    while (at < name.size()) {
        if (sign < signs.size() && signs[sign].kind == Sign::Kind::AnyText) {
            afterStar = ++sign;
            starEnd = at;
        } else if (sign < signs.size() && signs[sign].fits(name[at])) {
            ++sign;
            ++at;
        } else if (afterStar <= signs.size()) {
            sign = afterStar;
            at = ++starEnd;
        } else {
            return false;
        }
    }
    return std::all_of(signs.begin() + static_cast<std::ptrdiff_t>(sign), signs.end(),
                       [](const Sign& rest) { return rest.kind == Sign::Kind::AnyText; });
}

bool equalButForCase(Character one, Character other)
{
    const auto small = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    };
    return one == other || (one.size() == 1 && other.size() == 1 && small(one[0]) == small(other[0]));
}

/// How many characters of a pattern must change for it to fit a name, and the pattern that results.
class Alignment {
public:
    Alignment(const std::vector<Sign>& signs, const std::vector<Character>& name)
        : m_signs(signs)
        , m_name(name)
        , m_costs((signs.size() + 1) * (name.size() + 1))
    {
        for (size_t sign = 0; sign <= signs.size(); ++sign) {
            for (size_t at = 0; at <= name.size(); ++at)
                cost(sign, at) = bestOf(sign, at).cost;
        }
    }

    [[nodiscard]] size_t changes() const { return m_costs.back(); }
    [[nodiscard]] std::string pattern() const
    {
        std::vector<std::string_view> parts;
        for (size_t sign = m_signs.size(), at = m_name.size(); sign > 0 || at > 0;) {
            const Step step = bestOf(sign, at);
            if (step.sign == 1 && m_signs[sign - 1].kind == Sign::Kind::AnyText)
                parts.push_back(m_signs[sign - 1].text);
            else if (step.at == 1 && !inStar(sign))
                parts.push_back(step.sign == 1 && m_signs[sign - 1].kind != Sign::Kind::Literal
                                        && step.cost == m_costs[index(sign - 1, at - 1)]
                                    ? m_signs[sign - 1].text
                                    : m_name[at - 1]);
            sign -= step.sign;
            at -= step.at;
        }
        std::string text;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part)
            text += *part;
        return text;
    }

private:
    /// The last move to a place: over a sign, a character, or both.
    struct Step {
        size_t cost = 0;
        size_t sign = 0;
        size_t at = 0;
    };

    [[nodiscard]] size_t index(size_t sign, size_t at) const { return sign * (m_name.size() + 1) + at; }
    size_t& cost(size_t sign, size_t at) { return m_costs[index(sign, at)]; }
    [[nodiscard]] bool inStar(size_t sign) const
    {
        return sign > 0 && m_signs[sign - 1].kind == Sign::Kind::AnyText;
    }
    [[nodiscard]] Step bestOf(size_t sign, size_t at) const
    {
        if (sign == 0)
            return {at, 0, at > 0 ? size_t{1} : size_t{0}};
        const Sign& last = m_signs[sign - 1];
        const bool star = inStar(sign);
        Step best{m_costs[index(sign - 1, at)] + (star ? 0 : 1), 1, 0};
        if (at == 0)
            return best;
        const auto offer = [&best](const Step& step) {
            if (step.cost < best.cost)
                best = step;
        };
        offer({m_costs[index(sign, at - 1)] + (star ? 0 : 1), 0, 1});
        if (!star) {
            const bool fits = last.fits(m_name[at - 1])
                || (last.kind == Sign::Kind::Literal && equalButForCase(last.character, m_name[at - 1]));
            offer({m_costs[index(sign - 1, at - 1)] + (fits ? 0 : 1), 1, 1});
        }
        return best;
    }

    const std::vector<Sign>& m_signs;
    const std::vector<Character>& m_name;
    std::vector<size_t> m_costs;
};

} // namespace

bool isPattern(std::string_view text)
{
    return text.find_first_of("*?[\\") != std::string_view::npos;
}

bool matchesPattern(std::string_view pattern, std::string_view name)
{
    return pattern == name || (isPattern(pattern) && fitsWhole(signsOf(pattern), charactersOf(name)));
}

std::vector<size_t> placesMatching(std::string_view pattern, const std::vector<std::string>& names)
{
    if (const auto same = std::find(names.begin(), names.end(), pattern); same != names.end())
        return {static_cast<size_t>(same - names.begin())};
    std::vector<size_t> places;
    if (!isPattern(pattern))
        return places;
    const std::vector<Sign> signs = signsOf(pattern);
    for (size_t i = 0; i < names.size(); ++i) {
        if (fitsWhole(signs, charactersOf(names[i])))
            places.push_back(i);
    }
    return places;
}

std::string nearestPattern(std::string_view pattern, const std::vector<std::string>& names)
{
    const std::vector<Sign> signs = signsOf(pattern);
    const auto letters = std::count_if(signs.begin(), signs.end(),
                                       [](const Sign& sign) { return sign.kind == Sign::Kind::Literal; });
    size_t most = static_cast<size_t>(letters) / 3 + 1;
    std::string nearest;
    for (const std::string& name : names) {
        const std::vector<Character> characters = charactersOf(name);
        const Alignment alignment(signs, characters);
        if (alignment.changes() < most) {
            most = alignment.changes();
            nearest = alignment.pattern();
        }
    }
    return nearest;
}

std::vector<std::string> namesMatching(const std::vector<std::string>& patterns,
                                       const std::vector<std::string>& names, const std::string& use,
                                       const std::string& where)
{
    constexpr size_t kShown = 40;
    std::vector<bool> meant(names.size(), false);
    for (const std::string& pattern : patterns) {
        const std::vector<size_t> places = placesMatching(pattern, names);
        if (places.empty() && !isPattern(pattern))
            throw InputError(unknownColumn(names, pattern, use, where));
        if (places.empty()) {
            const std::string nearest = nearestPattern(pattern, names);
            throw InputError(use + ": no column of " + where + " matches '" + pattern + "'."
                             + (nearest.empty() ? "" : " Did you mean '" + nearest + "'?")
                             + " Its columns: " + listed(names, kShown) + ".");
        }
        for (const size_t place : places)
            meant[place] = true;
    }
    std::vector<std::string> found;
    for (size_t i = 0; i < names.size(); ++i) {
        if (meant[i])
            found.push_back(names[i]);
    }
    return found;
}

} // namespace leap

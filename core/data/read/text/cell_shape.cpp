// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/cell_shape.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"

#include <algorithm>
#include <array>
#include <set>

namespace leap {
namespace {

std::string lowered(std::string_view text)
{
    std::string lower(trimmed(text));
    for (char& c : lower)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return lower;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

template <size_t N> bool isOneOf(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

} // namespace

bool looksLikeValue(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    if (parseDouble(text))
        return true;
    const auto fits = [](char c) {
        return isDigit(c) || static_cast<unsigned char>(c) >= 0x80
            || std::string_view(".,'+-/:() %$eETZ").find(c) != std::string_view::npos;
    };
    const auto digits = std::count_if(text.begin(), text.end(), isDigit);
    return digits > 0 && std::all_of(text.begin(), text.end(), fits)
        && 3 * static_cast<size_t>(digits) >= text.size();
}

bool looksMissing(std::string_view cell)
{
    static constexpr std::array<std::string_view, 22> kWords{
        "na",      "n/a",  "n.a.",   "nan",  "nil", "null",   "none",    "missing",
        "unknown", "<na>", "(null)", "#n/a", "nat", "#null!", "#value!", "#ref!",
        "#div/0!", ".",    "?",      "-",    "--",  "\\n"};
    const std::string_view text = cleanCell(cell);
    return text.empty() || isOneOf(lowered(text), kWords);
}

bool looksLikeUnit(std::string_view cell)
{
    static constexpr std::array<std::string_view, 75> kUnits{
        "%",   "-",     "1",   "eur",   "usd",    "gbp",  "chf", "jpy",     "cny",  "$",   "€",
        "£",   "m",     "cm",  "mm",    "km",     "ft",   "in",  "mi",      "kg",   "g",   "mg",
        "t",   "lb",    "lbs", "oz",    "s",      "sec",  "ms",  "us",      "ns",   "min", "h",
        "hr",  "hours", "d",   "days",  "years",  "a",    "v",   "kv",      "w",    "kw",  "kwh",
        "mw",  "j",     "kj",  "n",     "pa",     "kpa",  "hpa", "bar",     "psi",  "k",   "°c",
        "°f",  "c",     "f",   "deg",   "rad",    "hz",   "khz", "mhz",     "l",    "ml",  "mol",
        "ppm", "db",    "pcs", "count", "string", "text", "int", "integer", "float"};
    const std::string text = lowered(cell);
    if (text.empty())
        return false;
    const char first = text.front();
    const char last = text.back();
    if ((first == '[' && last == ']') || (first == '(' && last == ')') || (first == '<' && last == '>')
        || (first == '{' && last == '}'))
        return true;
    if (isOneOf(text, kUnits))
        return true;
    // km/h, W/m^2, m2
    const size_t split = text.find('/');
    if (split != std::string::npos && split > 0 && text.size() <= 12)
        return looksLikeUnit(text.substr(0, split));
    const size_t end = text.find_last_not_of("^0123456789-");
    return end != std::string::npos && end + 1 < text.size() && text.size() <= 6
        && isOneOf(text.substr(0, end + 1), kUnits);
}

bool looksLikeFooter(std::string_view cell)
{
    static constexpr std::array<std::string_view, 16> kWords{
        "total",   "totals", "grand", "sum",   "subtotal", "sub-total", "summe", "gesamt",
        "average", "mean",   "avg",   "count", "end",      "source:",   "note:", "eof"};
    std::string text = lowered(cell);
    const std::string word = text.substr(0, text.find_first_of(" :,;("));
    if (isOneOf(word, kWords) || text.starts_with("source:") || text.starts_with("note:"))
        return true;
    std::erase_if(text, [](char c) { return c == '(' || c == ')' || c == ',' || isDigit(c); });
    const std::string rest(trimmed(text));
    return rest != cell && cell.size() > rest.size()
        && (rest.starts_with("row") || rest.starts_with("record"));
}

bool looksLikeRule(std::string_view text)
{
    const auto dashes = std::count_if(text.begin(), text.end(), [](char c) { return c == '-' || c == '='; });
    return dashes >= 3 && text.find_first_not_of("-=+|:,;\t ") == std::string_view::npos;
}

bool lookLikeNames(const std::vector<std::string>& cells)
{
    std::set<std::string_view> seen;
    return std::all_of(cells.begin(), cells.end(), [&](const std::string& cell) {
        const std::string_view name = trimmed(cell);
        return !name.empty() && !looksLikeValue(name) && seen.insert(name).second;
    });
}

bool sameShape(std::string_view a, std::string_view b)
{
    const auto kind = [](char c) { return isDigit(c) || isLetter(c) ? 1 : 0; };
    const auto hasDigit = [](std::string_view text) {
        return std::any_of(text.begin(), text.end(), isDigit);
    };
    return a.size() == b.size() && a.size() >= 4 && hasDigit(a) && hasDigit(b)
        && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return kind(x) == kind(y); });
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/unit_signs.h"

#include <algorithm>
#include <array>

namespace leap {
namespace {

constexpr UnitSign kUnits[] = {
    // Spellings of one unit that contain each other: the longer first.
    {"US$", "$", true, true},
    {"USD", "$", true, true},
    {"R$", "R$", true, true},
    {"BRL", "R$", true, true},
    {"HK$", "HK$", true, true},
    {"HKD", "HK$", true, true},
    {"NZ$", "NZ$", true, true},
    {"NZD", "NZ$", true, true},
    {"NT$", "NT$", true, true},
    {"TWD", "NT$", true, true},
    {"CA$", "C$", true, true},
    {"C$", "C$", true, true},
    {"CAD", "C$", true, true},
    {"AU$", "A$", true, true},
    {"A$", "A$", true, true},
    {"AUD", "A$", true, true},
    {"S$", "S$", true, true},
    {"SGD", "S$", true, true},
    {"MX$", "MX$", true, true},
    {"MXN", "MX$", true, true},
    {"$", "$", true, true},
    {"\u20AC", "\u20AC", true, true},
    {"EUROS", "\u20AC", false, true},
    {"EURO", "\u20AC", false, true},
    {"EUR", "\u20AC", true, true},
    {"\u00A3", "\u00A3", true, true},
    {"GBP", "\u00A3", true, true},
    {"CN\u00A5", "CNY", true, true},
    {"CNY", "CNY", true, true},
    {"RMB", "CNY", true, true},
    {"JP\u00A5", "\u00A5", true, true},
    {"\u00A5", "\u00A5", true, true},
    {"\uFFE5", "\u00A5", true, true},
    {"JPY", "\u00A5", true, true},
    {"\u5186", "\u00A5", false, true},
    {"\u5143", "CNY", false, true},
    {"\u20B9", "\u20B9", true, true},
    {"INR", "\u20B9", true, true},
    {"Rs.", "\u20B9", true, false},
    {"Rs", "\u20B9", true, false},
    {"\u20BD", "\u20BD", true, true},
    {"RUB", "\u20BD", true, true},
    {"\u0440\u0443\u0431.", "\u20BD", false, true},
    {"\u0440\u0443\u0431", "\u20BD", false, true},
    {"\u20A9", "\u20A9", true, true},
    {"KRW", "\u20A9", true, true},
    {"\u20BA", "\u20BA", true, true},
    {"TRY", "\u20BA", true, true},
    {"\u20B4", "\u20B4", true, true},
    {"UAH", "\u20B4", true, true},
    {"\u20AA", "\u20AA", true, true},
    {"ILS", "\u20AA", true, true},
    {"\u20AB", "\u20AB", true, true},
    {"VND", "\u20AB", true, true},
    {"\u0E3F", "\u0E3F", true, true},
    {"THB", "\u0E3F", true, true},
    {"\u20A6", "\u20A6", true, true},
    {"NGN", "\u20A6", true, true},
    {"\u20B1", "\u20B1", true, true},
    {"PHP", "\u20B1", true, true},
    {"\u20BF", "\u20BF", true, true},
    {"BTC", "\u20BF", true, true},
    {"ETH", "ETH", true, true},
    {"\u00A2", "\u00A2", false, true},
    {"SFr.", "CHF", true, true},
    {"Fr.", "CHF", true, true},
    {"CHF", "CHF", true, true},
    {"kr.", "kr", true, true},
    {"kr", "kr", true, true},
    {"SEK", "SEK", true, true},
    {"NOK", "NOK", true, true},
    {"DKK", "DKK", true, true},
    {"ISK", "ISK", true, true},
    {"K\u010D", "CZK", false, true},
    {"CZK", "CZK", true, true},
    {"z\u0142", "PLN", false, true},
    {"PLN", "PLN", true, true},
    {"Ft", "HUF", false, true},
    {"HUF", "HUF", true, true},
    {"lei", "RON", false, true},
    {"RON", "RON", true, true},
    {"BGN", "BGN", true, true},
    {"ZAR", "ZAR", true, true},
    {"AED", "AED", true, true},
    {"SAR", "SAR", true, true},
    {"EGP", "EGP", true, true},
    {"IDR", "IDR", true, true},
    {"Rp", "IDR", true, false},
    {"MYR", "MYR", true, true},
    {"RM", "MYR", true, false},
    {"CLP", "CLP", true, true},
    {"COP", "COP", true, true},
    {"ARS", "ARS", true, true},
    {"PEN", "PEN", true, true},
    {"PKR", "PKR", true, true},
    {"BDT", "BDT", true, true},
    {"LKR", "LKR", true, true},
    {"KES", "KES", true, true},
    {"%", "%", false, true},
    {"\uFF05", "%", false, true},
    {"percent", "%", false, true},
    {"pct", "%", false, true},
    {"\u2030", "\u2030", false, true},
    {"bps", "bps"},
    {"\u00B0C", "\u00B0C"},
    {"\u00B0F", "\u00B0F"},
    {"\u00B0", "\u00B0"},
    {"kWh", "kWh"},
    {"MWh", "MWh"},
    {"kW", "kW"},
    {"MW", "MW"},
    {"kHz", "kHz"},
    {"MHz", "MHz"},
    {"GHz", "GHz"},
    {"Hz", "Hz"},
    {"KiB", "KiB"},
    {"MiB", "MiB"},
    {"GiB", "GiB"},
    {"kB", "kB"},
    {"KB", "kB"},
    {"MB", "MB"},
    {"GB", "GB"},
    {"TB", "TB"},
    {"kg", "kg"},
    {"mg", "mg"},
    {"\u00B5g", "\u00B5g"},
    {"lbs", "lb"},
    {"lb", "lb"},
    {"oz", "oz"},
    {"km/h", "km/h"},
    {"mph", "mph"},
    {"m/s", "m/s"},
    {"km\u00B2", "km\u00B2"},
    {"m\u00B2", "m\u00B2"},
    {"sqm", "m\u00B2"},
    {"sqft", "sqft"},
    {"m\u00B3", "m\u00B3"},
    {"km", "km"},
    {"cm", "cm"},
    {"mm", "mm"},
    {"ft", "ft"},
    {"mi", "mi"},
    {"ml", "ml"},
    {"msec", "ms"},
    {"ms", "ms"},
    {"\u00B5s", "\u00B5s"},
    {"hours", "h"},
    {"hrs", "h"},
    {"minutes", "min"},
    {"mins", "min"},
    {"min", "min"},
    {"seconds", "s"},
    {"secs", "s"},
    {"sec", "s"},
    {"days", "days"},
    {"years", "years"},
    {"yrs", "years"},
    {"px", "px"},
    {"pts", "pts"},
    {"pcs", "pcs"},
    {"m", "m"},
    {"g", "g"},
    {"h", "h"},
    {"s", "s"},
    {"l", "l"},
    {"L", "l"},
};

constexpr size_t kCodeLetters = 3; ///< codes of currencies are read in capital and small letters

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool sameLetters(std::string_view a, std::string_view b)
{
    constexpr int kCase = 0x20;
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return isLetter(x) ? (x | kCase) == (y | kCase) : x == y;
           });
}

bool isSpelled(std::string_view part, const UnitSign& unit)
{
    const bool code = unit.before && unit.spelling.size() == kCodeLetters
        && std::all_of(unit.spelling.begin(), unit.spelling.end(), isLetter);
    return part == unit.spelling || (code && sameLetters(part, unit.spelling));
}

/// What may follow a unit before the number, or come before one after it.
bool isNextToUnit(char c)
{
    return !isLetter(c) && static_cast<unsigned char>(c) < 0x80;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

const UnitSign* unitBefore(std::string_view text)
{
    for (const UnitSign& unit : kUnits) {
        const size_t size = unit.spelling.size();
        if (unit.before && text.size() > size && isSpelled(text.substr(0, size), unit)
            && isNextToUnit(text[size]))
            return &unit;
    }
    return nullptr;
}

const UnitSign* unitAfter(std::string_view text)
{
    for (const UnitSign& unit : kUnits) {
        const size_t size = unit.spelling.size();
        if (!unit.after || text.size() <= size || !isSpelled(text.substr(text.size() - size), unit))
            continue;
        const char last = text[text.size() - size - 1];
        const bool letter = size == 1 && isLetter(unit.spelling.front()); // "12A" is a code
        if (letter ? isBlank(last) : isNextToUnit(last))
            return &unit;
    }
    return nullptr;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cell_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leap {
namespace {

bool isMissingToken(std::string_view text)
{
    static constexpr std::array<std::string_view, 18> kTokens{"",     "-",    "?",    "\\N",  "NA",   "na",
                                                              "N/A",  "n/a",  "#N/A", "NaN",  "nan",  "NAN",
                                                              "null", "NULL", "Null", "None", "none", "NONE"};
    return text.size() <= 4 && std::find(kTokens.begin(), kTokens.end(), text) != kTokens.end();
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Length of the UTF-8 sequence at the start of `text`; 0 where there is none.
size_t sequenceLength(std::string_view text)
{
    const auto lead = static_cast<uint8_t>(text[0]);
    const size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || text.size() < length)
        return 0;
    for (size_t i = 1; i < length; ++i) {
        if ((static_cast<uint8_t>(text[i]) & 0xC0) != 0x80)
            return 0;
    }
    const auto second = length > 1 ? static_cast<uint8_t>(text[1]) : 0;
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : length;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const size_t length = sequenceLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace

std::string_view cleanCell(std::string_view cell)
{
    if (!cell.empty() && (isSpace(cell.front()) || isSpace(cell.back())))
        cell = trimmed(cell);
    return isMissingToken(cell) ? std::string_view() : cell;
}

std::string displayText(std::string_view bytes)
{
    if (isUtf8(bytes))
        return std::string(bytes);
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<uint8_t>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | (byte >> 6));
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}

bool hasLeadingZero(std::string_view text)
{
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    return text.size() > 1 && text.front() == '0'
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\n\r") == std::string_view::npos)
        return std::string(text);
    std::string cell = "\"";
    for (const char c : text)
        cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + '"';
}

} // namespace leap

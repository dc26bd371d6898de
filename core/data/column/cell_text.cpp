// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/cell_text.h"

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

/// Number of bytes that a lead byte announces; 0 where it is none.
size_t announcedLength(uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4) // continuations, overlong forms, beyond Unicode
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The second byte is bounded by the first: no overlong forms, no surrogates, nothing beyond Unicode.
bool secondByteFits(uint8_t lead, uint8_t second)
{
    const uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const uint8_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= least && second <= most;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const size_t length = utf8Length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace

size_t utf8Length(std::string_view text)
{
    const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
    const size_t length = announcedLength(byte(0));
    if (length == 0 || text.size() < length || (length > 1 && !secondByteFits(byte(0), byte(1))))
        return 0;
    for (size_t i = 2; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    }
    return length;
}

std::string_view detail::cleanSuspiciousCell(std::string_view cell)
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/html_escape.h"

#include <cstdint>

namespace leap {
namespace {

constexpr const char* kReplacement = "\xEF\xBF\xBD"; // U+FFFD

/// Bytes of a code point that begins with `first`, 0 where none does.
size_t lengthAfter(uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// One code point from `at` on. @return its bytes, 0 where there is no valid one
size_t decode(std::string_view text, size_t at, uint32_t& point)
{
    const size_t length = lengthAfter(static_cast<uint8_t>(text[at]));
    if (length == 0 || at + length > text.size())
        return 0;
    static constexpr uint32_t kFirstBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    static constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    point = static_cast<uint8_t>(text[at]) & kFirstBits[length];
    for (const char next : text.substr(at + 1, length - 1)) {
        const auto byte = static_cast<uint8_t>(next);
        if ((byte & 0xC0U) != 0x80U)
            return 0;
        point = point << 6U | (byte & 0x3FU);
    }
    return point < kLeast[length] ? 0 : length;
}

/// The characters of XML 1.0.
bool allowed(uint32_t point)
{
    return point == 0x9 || point == 0xA || point == 0xD || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        uint32_t point = 0;
        const size_t length = decode(text, at, point);
        if (length == 0 || !allowed(point))
            safe += kReplacement;
        else if (point == '&')
            safe += "&amp;";
        else if (point == '<')
            safe += "&lt;";
        else if (point == '>')
            safe += "&gt;";
        else if (point == '"')
            safe += "&quot;";
        else
            safe += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return safe;
}

} // namespace leap

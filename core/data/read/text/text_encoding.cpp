// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/text_encoding.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leap {
namespace {

constexpr uint32_t kNoCharacter = 0xFFFD;

void append(uint32_t code, std::string& text)
{
    const auto put = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

uint32_t unitAt(std::string_view bytes, size_t at, bool bigEndian)
{
    const auto first = static_cast<uint8_t>(bytes[at]);
    const auto second = static_cast<uint8_t>(bytes[at + 1]);
    return bigEndian ? static_cast<uint32_t>(first << 8 | second)
                     : static_cast<uint32_t>(second << 8 | first);
}

bool isLowSurrogate(uint32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

bool isHighSurrogate(uint32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

/// ASCII in every second byte, line breaks as UTF-16 has them, and no character U+0000.
bool looksLikeUtf16(std::string_view head, bool bigEndian)
{
    size_t small = 0; // characters below 256
    size_t breaks = 0;
    const size_t units = head.size() / 2;
    for (size_t at = 0; at + 1 < head.size(); at += 2) {
        const uint32_t unit = unitAt(head, at, bigEndian);
        if (unit == 0)
            return false;
        small += unit < 0x100 ? 1 : 0;
        breaks += unit == '\n' || unit == '\r' ? 1 : 0;
    }
    return breaks > 0 && 10 * small >= units;
}

constexpr std::array<uint16_t, 32> kWindows{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

struct EncodingOption {
    std::string_view option;
    TextEncoding encoding;
};
constexpr std::array<EncodingOption, 4> kOptions{{{"utf-8", TextEncoding::Utf8},
                                                  {"utf-16le", TextEncoding::Utf16Le},
                                                  {"utf-16be", TextEncoding::Utf16Be},
                                                  {"latin-1", TextEncoding::Latin1}}};

bool isUtf16(TextEncoding encoding)
{
    return encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
}

/// By the byte-order mark, or for UTF-16 without one by the NUL bytes.
TextEncoding encodingOf(std::string_view head, const std::string& where)
{
    constexpr std::string_view kUtf32Le("\xFF\xFE\0\0", 4);
    constexpr std::string_view kUtf32Be("\0\0\xFE\xFF", 4);
    if (head.starts_with(kUtf32Le) || head.starts_with(kUtf32Be))
        throw InputError(where + ": the text is UTF-32; save it as UTF-8 first.");
    if (head.starts_with("\xFF\xFE"))
        return TextEncoding::Utf16Le;
    if (head.starts_with("\xFE\xFF"))
        return TextEncoding::Utf16Be;
    if (head.find('\0') == std::string_view::npos)
        return TextEncoding::Utf8;
    const std::string_view pairs = head.substr(0, head.size() / 2 * 2);
    if (looksLikeUtf16(pairs, false))
        return TextEncoding::Utf16Le;
    return looksLikeUtf16(pairs, true) ? TextEncoding::Utf16Be : TextEncoding::Utf8;
}

} // namespace

std::string encodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf16Le:
        return "UTF-16 LE";
    case TextEncoding::Utf16Be:
        return "UTF-16 BE";
    case TextEncoding::Latin1:
        return "Latin-1";
    case TextEncoding::Utf8:
        break;
    }
    return {};
}

TextEncoding findEncoding(std::string_view head, const std::string& option, const std::string& where)
{
    const TextEncoding found = encodingOf(head, where);
    const auto* given = std::find_if(kOptions.begin(), kOptions.end(),
                                     [&](const EncodingOption& known) { return option == known.option; });
    if (given == kOptions.end())
        return found;
    const bool wide = isUtf16(given->encoding);
    if (isUtf16(found) && given->encoding != found)
        throw InputError(where + ": --encoding " + option + " makes no text of it: it looks like "
                         + encodingName(found) + " (--encoding auto).");
    if (wide && head.find('\0') == std::string_view::npos)
        throw InputError(where + ": --encoding " + option
                         + " makes no text of it: it has no line break in UTF-16 (--encoding auto).");
    return given->encoding;
}

std::string TextDecoder::decode(std::string_view bytes, bool last)
{
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    if (m_encoding == TextEncoding::Utf8) {
        text = bytes;
    } else if (m_encoding == TextEncoding::Latin1) {
        for (const char c : bytes) {
            const auto byte = static_cast<uint8_t>(c);
            append(byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80U] : byte, text);
        }
    } else {
        decodeUtf16(bytes, last, text);
    }
    return text;
}

void TextDecoder::decodeUtf16(std::string_view bytes, bool last, std::string& text)
{
    const std::string joined = m_rest + std::string(bytes);
    const bool bigEndian = m_encoding == TextEncoding::Utf16Be;
    size_t at = 0;
    while (at + 1 < joined.size()) {
        const uint32_t unit = unitAt(joined, at, bigEndian);
        if (isHighSurrogate(unit) && at + 3 >= joined.size() && !last)
            break;
        const uint32_t next = at + 3 < joined.size() ? unitAt(joined, at + 2, bigEndian) : 0;
        if (isHighSurrogate(unit) && isLowSurrogate(next)) {
            append(0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00), text);
            at += 4;
            continue;
        }
        append(isHighSurrogate(unit) || isLowSurrogate(unit) ? kNoCharacter : unit, text);
        at += 2;
    }
    m_rest = joined.substr(at);
    if (last && !m_rest.empty())
        append(kNoCharacter, text);
}

} // namespace leap

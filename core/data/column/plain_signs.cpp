// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/plain_signs.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"

#include <algorithm>
#include <optional>

namespace leap {
namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A character and the bytes it takes; bytes that are no UTF-8 are characters of Windows-1252.
struct Character {
    uint32_t code = 0;
    size_t size = 1;
};

/// Of the bytes that are dashes, apostrophes or the euro sign in Windows-1252; the others as in Latin-1.
uint32_t windowsCharacter(uint8_t byte)
{
    switch (byte) {
    case 0x80:
        return 0x20AC;
    case 0x91:
        return 0x2018;
    case 0x92:
        return 0x2019;
    case 0x96:
        return 0x2013;
    case 0x97:
        return 0x2014;
    default:
        return byte;
    }
}

Character firstOf(std::string_view text)
{
    const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(text[i])); };
    const size_t size = utf8Length(text);
    switch (size) {
    case 0:
        return {windowsCharacter(static_cast<uint8_t>(text.front())), 1};
    case 1:
        return {byte(0), 1};
    case 2:
        return {(byte(0) & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    case 3:
        return {(byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
    default:
        return {(byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
                4};
    }
}

void append(std::string& text, uint32_t code)
{
    const auto byte = [](uint32_t value) { return static_cast<char>(static_cast<uint8_t>(value)); };
    if (code < 0x80) {
        text += byte(code);
    } else if (code < 0x800) {
        text += byte(0xC0 | code >> 6);
        text += byte(0x80 | (code & 0x3F));
    } else {
        text += byte(0xE0 | code >> 12);
        text += byte(0x80 | (code >> 6 & 0x3F));
        text += byte(0x80 | (code & 0x3F));
    }
}

bool isOddBlank(uint32_t code)
{
    return code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F
        || code == 0x205F || code == 0x3000;
}

/// The joiners U+200C and U+200D are not among them: some languages write with them.
bool hasNoWidth(uint32_t code)
{
    return code == 0x200B || code == 0x200E || code == 0x200F || code == 0x2060 || code == 0xFEFF;
}

bool isMinus(uint32_t code)
{
    return (code >= 0x2010 && code <= 0x2014) || code == 0x2212 || code == 0xFE63 || code == 0xFF0D
        || code == 0x207B;
}

bool isApostrophe(uint32_t code)
{
    return code == 0x2018 || code == 0x2019 || code == 0x02BC || code == 0x2032 || code == 0xB4
        || code == 0xFF07;
}

/// The ASCII twin of a character; 0 where it has none, nothing where it has no width.
std::optional<char> twinOf(uint32_t code, uint8_t& marks)
{
    constexpr uint32_t kWideFirst = 0xFF08, kWideLast = 0xFF19, kWideOffset = 0xFEE0;
    if (code < 0x80)
        return static_cast<char>(code);
    if (hasNoWidth(code))
        return std::nullopt;
    if (isOddBlank(code)) {
        marks |= NumberText::OddBlanks;
        return ' ';
    }
    if (isMinus(code)) {
        marks |= NumberText::TypographicMinus;
        return '-';
    }
    if (isApostrophe(code))
        return '\'';
    if (code >= kWideFirst && code <= kWideLast) { // ( ) * + , - . / and the digits
        marks |= NumberText::WideDigits;
        return static_cast<char>(code - kWideOffset);
    }
    return '\0';
}

/// A small letter for a capital one, of the alphabets that have both next to each other.
uint32_t smallLetter(uint32_t code)
{
    if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7)
        || (code >= 0x391 && code <= 0x3A9) || (code >= 0x410 && code <= 0x42F))
        return code + 0x20;
    if (code >= 0x400 && code <= 0x40F)
        return code + 0x50;
    if (code >= 0x100 && code <= 0x17F && code != 0x130 && code != 0x131 && code != 0x138 && code != 0x149
        && code < 0x178) {
        const bool capitalsAreOdd = (code >= 0x139 && code <= 0x148);
        return (code % 2 == 1) == capitalsAreOdd ? code + 1 : code;
    }
    return code;
}

} // namespace

std::string_view plainSigns(std::string_view text, std::array<char, NumberText::kMostBytes>& buffer,
                            uint8_t& marks)
{
    if (isAscii(text))
        return text;
    size_t size = 0;
    while (!text.empty()) {
        const Character character = firstOf(text);
        const auto twin = twinOf(character.code, marks);
        if (twin && *twin != '\0') {
            buffer[size++] = *twin;
        } else if (twin) {
            std::string kept;
            append(kept, character.code);
            if (size + kept.size() > buffer.size())
                return {};
            std::copy(kept.begin(), kept.end(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
            size += kept.size();
        }
        text.remove_prefix(character.size);
    }
    return {buffer.data(), size};
}

bool mayHoldOddBlanks(std::string_view bytes)
{
    for (const std::string_view begin :
         {"\xA0", "\xE2\x80", "\xE2\x81", "\xE3\x80\x80", "\xEF\xBB\xBF", "\xE1\x9A\x80"}) {
        if (bytes.find(begin) != std::string_view::npos)
            return true;
    }
    return false;
}

std::string withPlainBlanks(std::string_view text)
{
    std::string plain;
    for (std::string_view rest = text; !rest.empty();) {
        const Character character = firstOf(rest);
        if (isOddBlank(character.code))
            plain += ' ';
        else if (!hasNoWidth(character.code))
            plain += rest.substr(0, character.size);
        rest.remove_prefix(character.size);
    }
    return std::string(trimmed(plain));
}

std::string foldedText(std::string_view text)
{
    std::string folded;
    while (!text.empty()) {
        const Character character = firstOf(text);
        const bool blank = character.code == ' ' || (character.code >= '\t' && character.code <= '\r');
        if (!blank && character.size == 4)
            folded += text.substr(0, 4);
        else if (!blank)
            append(folded, smallLetter(character.code));
        text.remove_prefix(character.size);
    }
    return folded;
}

} // namespace leap

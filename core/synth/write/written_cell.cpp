// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/written_cell.h"

#include <algorithm>
#include <charconv>

namespace leap::synth {
namespace {

char* putHex(char* out, uint32_t value)
{
    constexpr const char* kDigits = "0123456789abcdef";
    for (int shift = 28; shift >= 0; shift -= 4)
        *out++ = kDigits[value >> shift & 0xF];
    return out;
}

} // namespace

char* putCell(char* out, const ColumnSpec& spec, int64_t value)
{
    if (spec.form == CellForm::Hex)
        return putHex(out, static_cast<uint32_t>(value));
    out = std::copy(spec.prefix.begin(), spec.prefix.end(), out);
    return spec.form == CellForm::Word ? out : std::to_chars(out, out + kLongestCell, value).ptr;
}

char* putReal(char* out, float value)
{
    return std::to_chars(out, out + kLongestCell, value, std::chars_format::general, 6).ptr;
}

} // namespace leap::synth

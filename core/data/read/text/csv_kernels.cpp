// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/data/read/text/csv_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/data/read/text/csv_kernels.h"

#include <hwy/highway.h>

#include <bit>

HWY_BEFORE_NAMESPACE();
namespace leap::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<uint8_t, 64>;
using ByteVector = hn::Vec<Bytes>;
inline constexpr size_t kWord = 64; ///< bytes whose findings fill a machine word

/// One bit for each of kWord bytes.
HWY_INLINE uint64_t cutsOf(const uint8_t* text, ByteVector delimiter, ByteVector quote)
{
    const Bytes d;
    uint64_t bits = 0;
    for (size_t at = 0; at < kWord; at += hn::Lanes(d)) {
        const auto bytes = hn::LoadU(d, text + at);
        const auto cuts = hn::Or(
            hn::Or(hn::Eq(bytes, delimiter), hn::Eq(bytes, quote)),
            hn::Or(hn::Eq(bytes, hn::Set(d, uint8_t{'\n'})), hn::Eq(bytes, hn::Set(d, uint8_t{'\r'}))));
        uint64_t part = 0;
        (void)hn::StoreMaskBits(d, cuts, static_cast<uint8_t*>(static_cast<void*>(&part)));
        bits |= part << at;
    }
    return bits;
}

size_t findCutsKernel(const char* text, size_t size, char delimiter, char quote, uint32_t* places)
{
    const auto* bytes = static_cast<const uint8_t*>(static_cast<const void*>(text));
    const auto wanted = hn::Set(Bytes(), static_cast<uint8_t>(delimiter));
    const auto quotes = hn::Set(Bytes(), static_cast<uint8_t>(quote));
    uint32_t* to = places;
    size_t at = 0;
    for (; at + kWord <= size; at += kWord)
        for (uint64_t bits = cutsOf(bytes + at, wanted, quotes); bits != 0; bits &= bits - 1)
            *to++ = static_cast<uint32_t>(at) + static_cast<uint32_t>(std::countr_zero(bits));
    for (; at < size; ++at) {
        const char byte = text[at];
        if (byte == delimiter || byte == quote || byte == '\n' || byte == '\r')
            *to++ = static_cast<uint32_t>(at);
    }
    return static_cast<size_t>(to - places);
}

} // namespace leap::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap {
HWY_EXPORT(findCutsKernel);

size_t findCuts(const char* text, size_t size, char delimiter, char quote, uint32_t* places)
{
    return HWY_DYNAMIC_DISPATCH(findCutsKernel)(text, size, delimiter, quote, places);
}
} // namespace leap
#endif

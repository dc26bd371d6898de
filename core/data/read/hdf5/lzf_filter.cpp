// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5/lzf_filter.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <hdf5.h>

namespace leap {
namespace {

constexpr H5Z_filter_t kLzf = 32000;

/// LZF: bytes as they are, or copies of up to 264 bytes that came before. @return bytes written; 0 = damaged
size_t unpack(const uint8_t* in, size_t inBytes, uint8_t* out, size_t outBytes)
{
    size_t at = 0, to = 0;
    while (at < inBytes) {
        const size_t control = in[at++];
        if (control < 32) {
            const size_t count = control + 1;
            if (at + count > inBytes || to + count > outBytes)
                return 0;
            std::memcpy(out + to, in + at, count);
            at += count;
            to += count;
            continue;
        }
        size_t count = control >> 5;
        if (at + (count == 7 ? 2 : 1) > inBytes)
            return 0;
        if (count == 7)
            count += in[at++];
        const size_t back = ((control & 31) << 8) + in[at++] + 1;
        count += 2;
        if (back > to || to + count > outBytes)
            return 0;
        for (size_t i = 0; i < count; ++i, ++to) // may overlap itself
            out[to] = out[to - back];
    }
    return to;
}

/// @param values of the filter; the third is the size of a chunk
size_t filter(unsigned flags, size_t valueCount, const unsigned* values, size_t bytes, size_t* bufferBytes,
              void** buffer)
{
    constexpr size_t kMostChunk = size_t{1} << 31;
    if ((flags & H5Z_FLAG_REVERSE) == 0 || valueCount < 3 || values[2] == 0 || values[2] > kMostChunk)
        return 0; // this program packs nothing so
    void* plain = H5allocate_memory(values[2], false);
    if (plain == nullptr)
        return 0;
    const size_t given =
        unpack(static_cast<const uint8_t*>(*buffer), bytes, static_cast<uint8_t*>(plain), values[2]);
    if (given == 0) {
        H5free_memory(plain);
        return 0;
    }
    H5free_memory(*buffer);
    *buffer = plain;
    *bufferBytes = values[2];
    return given;
}

} // namespace

void registerLzfFilter()
{
    static const H5Z_class2_t kClass{H5Z_CLASS_T_VERS, kLzf, 0, 1, "lzf", nullptr, nullptr, filter};
    if (H5Zfilter_avail(kLzf) <= 0)
        H5Zregister(&kClass);
}

} // namespace leap

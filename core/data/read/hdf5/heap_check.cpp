// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5/heap_check.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

namespace leap {
namespace {

constexpr size_t kPiece = 8 << 20;
constexpr size_t kHeader = 16; ///< of a heap and of each text in it
constexpr std::string_view kMark("GCOL\x01\0\0\0", 8); ///< a heap of version 1

uint64_t numberAt(const char* bytes)
{
    uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value); // little-endian, as the machines that this program runs on
    return value;
}

/// Whether all texts lie within the heap.
bool isSound(std::string_view heap)
{
    size_t at = kHeader;
    while (at + kHeader <= heap.size()) {
        uint16_t index = 0;
        std::memcpy(&index, heap.data() + at, sizeof index);
        const uint64_t size = numberAt(heap.data() + at + 8);
        if (index == 0) // the free space comes last
            return size <= heap.size() - at;
        if (size > heap.size() - at - kHeader)
            return false;
        at += kHeader + (size + 7) / 8 * 8;
    }
    return true;
}

[[noreturn]] void refuse(const std::filesystem::path& path)
{
    throw InputError(path.string()
                     + ": its texts of any length are damaged; make or download the file again.");
}

void checkHeap(const std::filesystem::path& path, std::ifstream& file, uint64_t begin, uint64_t fileBytes)
{
    std::string heap(kHeader, '\0');
    file.clear();
    file.seekg(static_cast<std::streamoff>(begin));
    file.read(heap.data(), static_cast<std::streamsize>(heap.size()));
    const uint64_t size = numberAt(heap.data() + 8);
    if (!file || size < kHeader || size > fileBytes - begin)
        refuse(path);
    heap.resize(size);
    file.read(heap.data() + kHeader, static_cast<std::streamsize>(size - kHeader));
    if (!file || !isSound(heap))
        refuse(path);
}

} // namespace

void requireSoundHeaps(const std::filesystem::path& path)
{
    const uint64_t fileBytes = std::filesystem::file_size(path);
    std::ifstream file(path, std::ios::binary), heaps(path, std::ios::binary);
    std::string piece;
    for (uint64_t begin = 0; begin + kHeader <= fileBytes; begin += kPiece) {
        piece.resize(std::min<uint64_t>(kPiece + kMark.size(), fileBytes - begin)); // a mark may lie across
        file.clear();
        file.seekg(static_cast<std::streamoff>(begin));
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        for (size_t at = piece.find(kMark); at != std::string::npos; at = piece.find(kMark, at + 1)) {
            if (at % 8 == 0)
                checkHeap(path, heaps, begin + at, fileBytes);
        }
    }
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/aligned_memory.h"

#include <cstdlib>
#include <limits>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace leap {
namespace {

constexpr size_t kLine = 64;
constexpr size_t kHugePage = size_t{2} << 20;

} // namespace

void* allocateAligned(size_t bytes)
{
    const size_t unit = bytes >= kHugePage ? kHugePage : kLine;
    if (bytes > std::numeric_limits<size_t>::max() - unit)
        throw std::bad_alloc();
    const size_t whole = (bytes + unit - 1) / unit * unit;
    void* const memory = std::aligned_alloc(unit, whole);
    if (memory == nullptr && whole != 0)
        throw std::bad_alloc();
#ifdef __linux__
    if (unit == kHugePage)
        (void)madvise(memory, whole, MADV_HUGEPAGE);
#endif
    return memory;
}

void freeAligned(void* memory) noexcept
{
    std::free(memory);
}

} // namespace leap

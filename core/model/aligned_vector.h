// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace leap {

/// Memory that begins on a cache line, as SIMD kernels want it. From 2 MiB on it asks the system for huge
/// pages (as reusedBuffer() of the gate does): rows that a permutation picks lie on another page nearly every
/// time. A wish: where there are none, it is ordinary memory.
template <class T> struct LineAllocator {
    using value_type = T;
    static constexpr size_t kLine = 64;
    static constexpr size_t kHugePage = size_t{2} << 20;

    LineAllocator() = default;
    template <class U> LineAllocator(const LineAllocator<U>&) { }

    [[nodiscard]] T* allocate(size_t count)
    {
        const size_t bytes = count * sizeof(T);
        void* memory = ::operator new(bytes, alignmentOf(count));
#ifdef __linux__
        if (bytes >= kHugePage)
            (void)madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, size_t count)
    {
        ::operator delete(memory, alignmentOf(count));
    }
    bool operator==(const LineAllocator&) const = default;

private:
    static std::align_val_t alignmentOf(size_t count)
    {
        return std::align_val_t{count * sizeof(T) >= kHugePage ? kHugePage : kLine};
    }
};

template <class T> using AlignedVector = std::vector<T, LineAllocator<T>>;

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace leap {

/// Memory that begins on a cache line, as SIMD kernels want it.
template <class T> struct LineAllocator {
    using value_type = T;
    static constexpr std::align_val_t kLine{64};

    LineAllocator() = default;
    template <class U> LineAllocator(const LineAllocator<U>&) { }

    [[nodiscard]] T* allocate(size_t count)
    {
        return static_cast<T*>(::operator new(count * sizeof(T), kLine));
    }
    void deallocate(T* memory, size_t) { ::operator delete(memory, kLine); }
    bool operator==(const LineAllocator&) const = default;
};

template <class T> using AlignedVector = std::vector<T, LineAllocator<T>>;

} // namespace leap

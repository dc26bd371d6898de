// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/aligned_memory.h"

#include <cstddef>
#include <vector>

namespace leap {

/// The memory of allocateAligned(): on a cache line, as SIMD kernels want it, and in huge pages where it is
/// large.
template <class T> struct AlignedAllocator {
    using value_type = T;

    AlignedAllocator() = default;
    template <class U> AlignedAllocator(const AlignedAllocator<U>&) { }

    [[nodiscard]] T* allocate(size_t count) { return makeAligned<T>(count).release(); }
    void deallocate(T* memory, size_t) { freeAligned(memory); }
    bool operator==(const AlignedAllocator&) const = default;
};

template <class T> using AlignedVector = std::vector<T, AlignedAllocator<T>>;

} // namespace leap

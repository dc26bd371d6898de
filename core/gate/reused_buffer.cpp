// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/reused_buffer.h"

#include "core/base/error.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/ScalarType.h>

#include <cstdlib>
#include <sys/mman.h>

namespace leap {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;

} // namespace

at::Tensor reusedBuffer(at::IntArrayRef shape, at::ScalarType type)
{
    size_t bytes = c10::elementSize(type);
    for (const int64_t size : shape)
        bytes *= static_cast<size_t>(size);
    if (bytes < kHugePage)
        return at::empty(shape, type);
    const size_t rounded = (bytes + kHugePage - 1) / kHugePage * kHugePage;
    void* memory = std::aligned_alloc(kHugePage, rounded);
    if (memory == nullptr)
        throw FailureError("There is no memory for a buffer of " + std::to_string(rounded >> 20)
                           + " MiB. Use a smaller batch.");
    madvise(memory, rounded, MADV_HUGEPAGE); // a wish: without it the buffer is slower, not wrong
    return at::from_blob(
        memory, shape, [](void* data) { std::free(data); }, type);
}

} // namespace leap

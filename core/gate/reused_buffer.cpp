// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/reused_buffer.h"

#include "core/base/aligned_memory.h"
#include "core/base/error.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/ScalarType.h>

#include <new>

namespace leap {

at::Tensor reusedBuffer(at::IntArrayRef shape, at::ScalarType type)
{
    size_t bytes = c10::elementSize(type);
    for (const int64_t size : shape)
        bytes *= static_cast<size_t>(size);
    try {
        return at::from_blob(allocateAligned(bytes), shape, freeAligned, type);
    } catch (const std::bad_alloc&) {
        throw FailureError("There is no memory for a buffer of " + std::to_string(bytes >> 20)
                           + " MiB. Use a smaller batch.");
    }
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace leap {

/// Runs task(0) ... task(count - 1) on up to `threads` threads including the calling one, started in this
/// order; returns when all have finished. After the first exception no further task starts, and the exception
/// is rethrown here. Threads are created on each call (about 20 microseconds), so use it for tasks of a
/// millisecond or more.
void shareTasks(int threads, size_t count, const std::function<void(size_t)>& task);

} // namespace leap

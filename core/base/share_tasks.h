// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace leap {

/// Runs task(0), task(1) ... task(count - 1) on up to `threads` threads, the calling one among them, which
/// take the tasks in this order; returns when all have ended. After the first exception no further task
/// begins, and it is thrown here. Threads are made anew each time (some 20 microseconds): for tasks of a
/// millisecond and more.
void shareTasks(int threads, size_t count, const std::function<void(size_t)>& task);

} // namespace leap

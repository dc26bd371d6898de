// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/share_tasks.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <vector>

namespace leap {

void shareTasks(int threads, size_t count, const std::function<void(size_t)>& task)
{
    std::atomic<size_t> next{0};
    const auto work = [&] {
        try {
            for (size_t i = next++; i < count; i = next++)
                task(i);
        } catch (...) {
            next = count;
            throw;
        }
    };
    const size_t others = std::min(static_cast<size_t>(std::max(threads, 1)), std::max<size_t>(count, 1)) - 1;
    std::vector<std::future<void>> running; // the destructor of each waits for its thread
    for (size_t i = 0; i < others; ++i)
        running.push_back(std::async(std::launch::async, work));
    work();
    for (auto& other : running)
        other.get();
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// Only in tests under a sanitizer. Qt Test 6.4 does not wait until its watchdog's thread has let go of its
// 152 bytes, so a short test now and then ends before it has, and they count as a leak.
#include <chrono>
#include <thread>

namespace {

struct ExitPause {
    ExitPause() = default;
    ExitPause(const ExitPause&) = delete;
    ExitPause& operator=(const ExitPause&) = delete;
    ~ExitPause()
    {
        constexpr std::chrono::milliseconds kPause(50);
        std::this_thread::sleep_for(kPause);
    }
};

const ExitPause pause;

} // namespace

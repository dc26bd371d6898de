// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>

namespace leap {

/// Gate settings that may change while a search runs; empty members stay as they are.
struct LiveChange {
    std::optional<double> alpha;
    std::optional<double> beta;
    std::optional<double> tau; ///< the gates keep their values: theta is rescaled
    [[nodiscard]] bool empty() const { return !alpha && !beta && !tau; }
};

/// Commands for a running search. All members may be called from any thread; exactly one trainer polls.
class RunControl {
public:
    RunControl() = default;
    RunControl(const RunControl&) = delete;
    RunControl& operator=(const RunControl&) = delete;

    void stop(); ///< at the next batch boundary
    void pause();
    void resume();
    void stepOnce(); ///< while paused: run one more step, then wait again
    void setStepsPerSecond(double rate); ///< 0 = full speed
    void change(const LiveChange& change);

    [[nodiscard]] bool stopRequested() const;
    [[nodiscard]] bool paused() const;
    [[nodiscard]] int64_t stepsWaiting() const; ///< single steps granted but not yet started

    /// Trainer only, at each batch boundary: waits while paused or slowed down. Returns false if the run must
    /// stop.
    [[nodiscard]] bool waitAtBoundary();
    /// Trainer only: the changes since the last call.
    [[nodiscard]] LiveChange takeChange();

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] bool mayRun() const { return !m_paused || m_stepsGranted > 0; }
    [[nodiscard]] Clock::time_point nextStepAt() const;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    bool m_paused = false;
    int64_t m_stepsGranted = 0;
    double m_stepsPerSecond = 0;
    Clock::time_point m_lastStep{};
    LiveChange m_change;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace leap {

/// Settings that change while a search runs: new numbers by key. The keys are those of the settings table's
/// live rows ("alpha", "beta", "tau").
using LiveChange = std::map<std::string, double>;

/// The commands of a running search. Every member may be called from any thread; exactly one trainer polls.
/// Inside core a stop travels as Cancelled; what keeps what was done so far (a search, a selector, a study)
/// catches it and ends with RunOutcome::Stopped.
class RunControl {
public:
    RunControl() = default;
    RunControl(const RunControl&) = delete;
    RunControl& operator=(const RunControl&) = delete;

    void stop(); ///< at the next batch boundary
    void pause();
    void resume();
    void stepOnce(); ///< while paused: run one more step, then wait again
    void setStepsPerSecond(double rate); ///< 0 = as fast as it goes
    void change(const LiveChange& change); ///< of a key that still waits to be taken, the last number counts

    [[nodiscard]] bool stopRequested() const;
    void throwIfStopped() const; ///< @throws Cancelled when stop() was called
    [[nodiscard]] bool paused() const;

    /// Trainer only, at each batch boundary: waits while paused or slowed down. False when the run is to
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

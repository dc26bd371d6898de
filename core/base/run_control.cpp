// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/run_control.h"

#include "core/base/error.h"

#include <utility>

namespace leap {

void RunControl::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_wake.notify_all();
}

void RunControl::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    m_stepsGranted = 0;
}

void RunControl::resume()
{
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_stepsGranted = 0;
    m_wake.notify_all();
}

void RunControl::stepOnce()
{
    const std::lock_guard lock(m_mutex);
    ++m_stepsGranted;
    m_wake.notify_all();
}

void RunControl::setStepsPerSecond(double rate)
{
    const std::lock_guard lock(m_mutex);
    m_stepsPerSecond = rate;
    m_wake.notify_all();
}

void RunControl::change(const LiveChange& change)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& [key, value] : change)
        m_change[key] = value;
}

bool RunControl::stopRequested() const
{
    const std::lock_guard lock(m_mutex);
    return m_stop;
}

void RunControl::throwIfStopped() const
{
    if (stopRequested())
        throw Cancelled();
}

bool RunControl::paused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

RunControl::Clock::time_point RunControl::nextStepAt() const
{
    if (m_stepsPerSecond <= 0)
        return Clock::time_point::min();
    const std::chrono::duration<double> interval(1.0 / m_stepsPerSecond);
    return m_lastStep + std::chrono::duration_cast<Clock::duration>(interval);
}

bool RunControl::waitAtBoundary()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        if (!mayRun()) {
            m_wake.wait(lock);
            continue;
        }
        const auto due = nextStepAt();
        const bool singleStep = m_paused;
        if (singleStep || Clock::now() >= due)
            break;
        m_wake.wait_until(lock, due);
    }
    if (m_stop)
        return false;
    if (m_paused)
        --m_stepsGranted;
    m_lastStep = Clock::now();
    return true;
}

LiveChange RunControl::takeChange()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_change, LiveChange{});
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <functional>
#include <utility>
#include <vector>

/// Timing and reports of the benchmark programs.
namespace leap::bench {

/// Milliseconds of one call: processor time of this thread, so that other programs do not count, or wall time
/// if several threads work.
class Timer {
public:
    explicit Timer(int threads)
        : m_processorTime(threads == 1)
    {
    }
    /// Wall time, calling `wait` before the clock is read after the work: for devices that work
    /// asynchronously.
    explicit Timer(std::function<void()> wait)
        : m_processorTime(false)
        , m_wait(std::move(wait))
    {
    }
    [[nodiscard]] double milliseconds(const std::function<void()>& work) const;
    [[nodiscard]] const char* clock() const { return m_processorTime ? "processor" : "wall"; }

private:
    [[nodiscard]] double now() const;
    bool m_processorTime;
    std::function<void()> m_wait;
};

/// Times of jobs that take turns, so that a slow moment of the machine affects all of them; the first
/// `warmUp` rounds are not counted.
[[nodiscard]] std::vector<std::vector<double>> takeTurns(const std::vector<std::function<void()>>& jobs,
                                                         int rounds, int warmUp, const Timer& timer);

[[nodiscard]] double quantile(std::vector<double> values, double share);
inline double median(const std::vector<double>& values)
{
    return quantile(values, .5);
}

/// `keys` with median, p10, p90 and count of the times.
[[nodiscard]] Json withTimes(Json keys, const std::vector<double>& milliseconds);
/// One JSON object on a line of stdout.
void printLine(const Json& record);

/// The largest resident set of this process so far, in MiB.
[[nodiscard]] double peakMemoryMib();

} // namespace leap::bench

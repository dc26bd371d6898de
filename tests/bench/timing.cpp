// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/timing.h"

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>
#include <time.h>

namespace leap::bench {

double Timer::now() const
{
    timespec time{};
    clock_gettime(m_processorTime ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

double Timer::milliseconds(const std::function<void()>& work) const
{
    const double start = now();
    work();
    if (m_wait)
        m_wait();
    return now() - start;
}

std::vector<std::vector<double>> takeTurns(const std::vector<std::function<void()>>& jobs, int rounds,
                                           int warmUp, const Timer& timer)
{
    std::vector<std::vector<double>> times(jobs.size());
    for (int round = 0; round < rounds + warmUp; ++round)
        for (size_t job = 0; job < jobs.size(); ++job) {
            const double time = timer.milliseconds(jobs[job]);
            if (round >= warmUp)
                times[job].push_back(time);
        }
    return times;
}

double quantile(std::vector<double> values, double share)
{
    const auto place = static_cast<int64_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<size_t>(place)];
}

Json withTimes(Json keys, const std::vector<double>& milliseconds)
{
    keys["median_ms"] = median(milliseconds);
    keys["p10_ms"] = quantile(milliseconds, .1);
    keys["p90_ms"] = quantile(milliseconds, .9);
    keys["count"] = milliseconds.size();
    return keys;
}

void printLine(const Json& record)
{
    std::printf("%s\n", record.dump().c_str());
    std::fflush(stdout);
}

double peakMemoryMib()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double kKibPerMib = 1024;
    return static_cast<double>(usage.ru_maxrss) / kKibPerMib;
}

} // namespace leap::bench

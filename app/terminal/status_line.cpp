// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/status_line.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <unistd.h>

namespace leap::app {
namespace {

constexpr std::chrono::milliseconds kInterval{100};
constexpr const char* kEraseLine = "\r\x1b[K";

std::string twoDigits(int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

StatusLine::StatusLine()
    : m_terminal(::isatty(STDERR_FILENO) == 1)
{
}

void StatusLine::say(const std::string& text)
{
    clear();
    std::fprintf(stderr, "%s\n", text.c_str());
}

bool StatusLine::due() const
{
    return m_terminal && Clock::now() - m_last >= kInterval;
}

void StatusLine::show(const std::string& text)
{
    if (!due())
        return;
    m_last = Clock::now();
    m_shown = true;
    std::fprintf(stderr, "%s%s", kEraseLine, text.c_str());
    std::fflush(stderr);
}

void StatusLine::clear()
{
    if (!m_shown)
        return;
    m_shown = false;
    std::fputs(kEraseLine, stderr);
    std::fflush(stderr);
}

Progress::Receiver showOn(StatusLine& status)
{
    return [&status](const ProgressReport& report) {
        if (!status.due())
            return;
        if (report.total <= 0) {
            status.show(report.what);
            return;
        }
        const double share = static_cast<double>(report.done) / static_cast<double>(report.total);
        status.show(bar(share, 24) + " " + fixed(100 * share, 0) + " %  " + report.what);
    };
}

std::string bar(double share, int width)
{
    const int filled = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width));
    return "[" + std::string(static_cast<size_t>(filled), '#')
        + std::string(static_cast<size_t>(width - filled), '.') + "]";
}

std::string clockText(double seconds)
{
    const auto whole = static_cast<int64_t>(std::llround(std::clamp(seconds, 0.0, 3.6e8)));
    const int64_t minutes = whole / 60;
    const std::string tail = ":" + twoDigits(whole % 60);
    return minutes < 60 ? std::to_string(minutes) + tail
                        : std::to_string(minutes / 60) + ":" + twoDigits(minutes % 60) + tail;
}

} // namespace leap::app

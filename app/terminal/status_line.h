// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <chrono>
#include <string>

namespace leap::app {

/// What is said on stderr while a job runs. Where stderr is a terminal, one last line is overwritten again
/// and again, at most ten times a second; elsewhere there is no such line. One thread at a time.
class StatusLine {
public:
    StatusLine();
    ~StatusLine() { clear(); }
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;

    void say(const std::string& text); ///< a line that stays
    void show(const std::string& text); ///< the line that is overwritten
    void clear();
    [[nodiscard]] bool due() const; ///< false: show() would be ignored

private:
    using Clock = std::chrono::steady_clock;
    bool m_terminal;
    bool m_shown = false;
    Clock::time_point m_last{};
};

/// A receiver that shows a reading's progress.
[[nodiscard]] Progress::Receiver showOn(StatusLine& status);
/// "[#####.....]" of `width` cells.
[[nodiscard]] std::string bar(double share, int width);
/// "0:07", "1:02:03"
[[nodiscard]] std::string clockText(double seconds);

} // namespace leap::app

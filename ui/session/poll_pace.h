// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace leap::ui {

/// How often the window looks at a search: 20 times a second, or less often where showing what is new would
/// take more than kShare of the time. Training and window share caches and cores, so what the window spends
/// the search loses.
class PollPace {
public:
    static constexpr int kShortest = 50; ///< ms
    static constexpr int kLongest = 250;
    static constexpr double kShare = 0.03;

    /// Showing the last news took this long, painting included.
    void spent(double ms) { m_ms += kNew * (ms - m_ms); }
    [[nodiscard]] int interval() const
    {
        return static_cast<int>(std::clamp(m_ms / kShare, double{kShortest}, double{kLongest}));
    }

private:
    static constexpr double kNew = 0.25; ///< of a moving mean: one slow frame is not yet a trend
    double m_ms = 0;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/terminal/status_line.h"
#include "core/study/retrain/prove_observer.h"

#include <cstdint>
#include <string>

namespace leap::app {

/// Shows a chain of searches and retrainings on stderr: messages, and on a terminal the unit under way.
class ProveConsole : public ProveObserver {
public:
    explicit ProveConsole(StatusLine& status)
        : m_status(status)
    {
    }
    void working(const std::string& what, int64_t done, int64_t total) override;
    void message(const std::string& text) override { m_status.say(text); }

private:
    StatusLine& m_status;
};

} // namespace leap::app

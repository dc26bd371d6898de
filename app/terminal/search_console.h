// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/terminal/status_line.h"
#include "core/train/observer.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace leap::app {

/// Shows a search on stderr: messages and a line an epoch, and on a terminal a bar with rate and time to go.
class SearchConsole : public TrainObserver {
public:
    explicit SearchConsole(StatusLine& status)
        : m_status(status)
    {
    }
    void started(const RunPlan& plan) override;
    void stepped(const StepReport& step) override;
    void epochDone(const EpochReport& epoch) override;
    void changed(const ChangeMark& mark) override;
    void message(const std::string& text) override;

private:
    [[nodiscard]] std::string lap() const { return m_singlePass ? "block" : "epoch"; }

    StatusLine& m_status;
    bool m_singlePass = false;
    int64_t m_epochs = 0;
    int64_t m_steps = 0; ///< of the whole run
    int64_t m_firstStep = 1;
    std::chrono::steady_clock::time_point m_start;
};

} // namespace leap::app

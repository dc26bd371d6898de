// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/train/observer.h"

#include <cstdint>

namespace leap {

/// Stops a search after a step, as a user would.
class StopAt : public TrainObserver {
public:
    StopAt(RunControl& control, int64_t step)
        : m_control(control)
        , m_step(step)
    {
    }
    void stepped(const StepReport& report) override
    {
        if (report.step == m_step)
            m_control.stop();
    }

private:
    RunControl& m_control;
    int64_t m_step;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/run_control.h"

namespace leap {

/// All that a long job is controlled by, in one object: it hears the job's progress, stops it wherever it is,
/// and pauses, slows down and changes its trainings. stop() may be called from any thread.
class JobControl final : public Progress, public RunControl {
public:
    using Progress::Progress;
    /// Stops what reports progress and what polls a RunControl.
    void stop()
    {
        cancel();
        RunControl::stop();
    }
};

} // namespace leap

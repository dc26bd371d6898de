// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/run_control.h"

#include <thread>

namespace leap::app {

/// While it lives, the first SIGINT or SIGTERM asks reading and search to stop; a second one kills as usual.
/// The signal handler only writes to a pipe; a thread reads it. One object at a time.
class Interrupts {
public:
    Interrupts(Progress& progress, RunControl& control);
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

private:
    void watch(Progress& progress, RunControl& control) const;

    int m_readEnd = -1;
    std::thread m_watcher;
};

} // namespace leap::app

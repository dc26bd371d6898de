// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/job.h"

namespace leap::ui {

struct GatheredEvidence {
    RunPtr run; ///< with what was found; null: nothing was
    bool stopped = false;
};

/// Does what an EvidenceJob asks, on the worker thread, with the same functions as the command line.
/// @param dataset the run's rows @throws InputError, Cancelled
[[nodiscard]] GatheredEvidence gatherEvidence(const EvidenceJob& job,
                                              const std::shared_ptr<const Dataset>& dataset,
                                              Progress& progress, RunControl& control);

} // namespace leap::ui

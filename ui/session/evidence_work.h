// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/job.h"

#include <optional>

namespace leap::ui {

struct GatheredEvidence {
    std::optional<EvidenceJob::Made> made; ///< empty: nothing was found
    bool stopped = false;
};

/// Does what an EvidenceJob asks, on the worker thread, with the same functions as the command line.
/// @param dataset the run's rows @throws InputError, Cancelled
[[nodiscard]] GatheredEvidence gatherEvidence(const EvidenceJob& job,
                                              const std::shared_ptr<const Dataset>& dataset,
                                              Progress& progress, RunControl& control);

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/study/ledger/ledger.h"
#include "core/study/probes/probe_study.h"

#include <memory>
#include <optional>

namespace leap {

/// What a finished run is asked beside its gates, once its rows are there again; the answer is kept in its
/// record. For command line and window. Validation rows are read; test rows stay closed.

/// Makes the ledger of the run's model. @return nothing when stopped: the record is as it was
/// @throws InputError as makeLedger()
[[nodiscard]] std::optional<Ledger> addLedger(RunRecord& run, const std::shared_ptr<const Dataset>& dataset,
                                              const LedgerPlan& plan, RunControl& control,
                                              ProveObserver& observer);

/// Searches with shuffled copies of fields at the run's alpha. @return nothing when stopped: the record is as
/// it was
/// @throws InputError as studyProbes(), or when the run has no step, hence no alpha
[[nodiscard]] std::optional<ProbeStudy> addProbes(RunRecord& run,
                                                  const std::shared_ptr<const Dataset>& dataset,
                                                  const ProbePlan& plan, RunControl& control,
                                                  ProveObserver& observer);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/run_evidence.h"

#include "core/base/error.h"

namespace leap {

std::optional<Ledger> addLedger(RunRecord& run, const std::shared_ptr<const Dataset>& dataset,
                                const LedgerPlan& plan, RunControl& control, ProveObserver& observer)
{
    auto ledger = makeLedger(dataset, run.result, run.settings, plan, control, observer);
    if (ledger)
        run.studies.put(*ledger);
    return ledger;
}

std::optional<ProbeStudy> addProbes(RunRecord& run, const std::shared_ptr<const Dataset>& dataset,
                                    const ProbePlan& plan, RunControl& control, ProveObserver& observer)
{
    plan.validate();
    if (run.result.steps == 0)
        throw InputError("The run was stopped before its first step: it has no alpha to search with.");
    auto study = studyProbes(dataset, run.settings, run.result.plan.alpha, plan, control, observer);
    if (study)
        run.studies.put(*study);
    return study;
}

} // namespace leap

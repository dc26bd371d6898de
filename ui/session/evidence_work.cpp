// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/evidence_work.h"

#include "core/study/study.h"
#include "ui/session/job_progress.h"

#include <utility>

namespace leap::ui {

GatheredEvidence gatherEvidence(const EvidenceJob& job, const std::shared_ptr<const Dataset>& dataset,
                                Progress& progress, RunControl& control)
{
    const StudyKind& study = studyKind(job.ask.study);
    TrainingProgress trainings(progress);
    SearchesProgress searches(progress, study.searches ? study.searches(*job.run, job.ask.plan) : 1);
    const StudyWork work{*job.run,         dataset, job.ask.plan, job.rule,
                         programVersion(), control, trainings,    searches};
    StudyOutcome outcome = runStudy(study, work);
    GatheredEvidence gathered;
    gathered.stopped = outcome.stopped;
    // Stopped on the way, further searches that were done count; half a study does not.
    if (!outcome.run && (!outcome.result || outcome.stopped))
        return gathered;
    const bool isNewRun = outcome.isNewRun;
    gathered.made = EvidenceJob::Made{
        std::make_shared<const RunRecord>(runWith(study, work, std::move(outcome))), isNewRun};
    return gathered;
}

} // namespace leap::ui

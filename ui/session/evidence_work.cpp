// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/evidence_work.h"

#include "core/audit/audit_run.h"
#include "core/audit/file/run_evidence.h"
#include "ui/session/job_progress.h"

#include <algorithm>
#include <utility>

namespace leap::ui {
namespace {

/// One job, with all that its asks share.
class Gatherer {
public:
    Gatherer(const RunRecord& run, const std::shared_ptr<const Dataset>& rows, Progress& progress,
             RunControl& control)
        : m_run(run)
        , m_rows(rows)
        , m_progress(progress)
        , m_control(control)
    {
    }

    GatheredEvidence operator()(const LedgerPlan& plan)
    {
        RunRecord run = m_run;
        TrainingProgress observer(m_progress);
        return addLedger(run, m_rows, plan, m_control, observer) ? found(std::move(run)) : stopped();
    }

    GatheredEvidence operator()(const ProbePlan& plan)
    {
        RunRecord run = m_run;
        TrainingProgress observer(m_progress);
        return addProbes(run, m_rows, plan, m_control, observer) ? found(std::move(run)) : stopped();
    }

    /// Stopped on the way, the searches that were done count.
    GatheredEvidence operator()(const Repeats& repeats)
    {
        RunRecord run = m_run;
        const Ranking& ranking = m_run.result.ranking;
        const int seeds = repeats.seeds - std::max(1, static_cast<int>(ranking.repeats.seedScores.size()));
        const int halves = 2 * repeats.halfSamples - static_cast<int>(ranking.repeats.halfScores.size());
        SearchesProgress observer(m_progress,
                                  std::max(0, seeds) + std::max(0, halves) + (repeats.checkScale ? 2 : 0));
        repeatSearch(run, m_rows, repeats, m_control, observer);
        const bool more = !(run.result.ranking == m_run.result.ranking);
        GatheredEvidence gathered = more ? found(std::move(run)) : GatheredEvidence{};
        gathered.stopped = m_control.stopRequested();
        return gathered;
    }

    GatheredEvidence operator()(const AlphaPathPlan& plan)
    {
        SearchesProgress observer(m_progress, plan.below + 1 + plan.above);
        Settings settings = m_run.settings;
        settings.alpha.reset(); // the path is laid around the calibrated one
        RunRecord run = searchPathAndRecord(m_rows, m_run.source, settings, plan, m_control, observer);
        return run.result.outcome == RunOutcome::Finished ? found(std::move(run)) : stopped();
    }

private:
    static GatheredEvidence found(RunRecord run)
    {
        return {std::make_shared<const RunRecord>(std::move(run)), false};
    }
    static GatheredEvidence stopped() { return {nullptr, true}; }

    const RunRecord& m_run;
    const std::shared_ptr<const Dataset>& m_rows;
    Progress& m_progress;
    RunControl& m_control;
};

} // namespace

GatheredEvidence gatherEvidence(const EvidenceJob& job, const std::shared_ptr<const Dataset>& dataset,
                                Progress& progress, RunControl& control)
{
    return std::visit(Gatherer(*job.run, dataset, progress, control), job.ask);
}

} // namespace leap::ui

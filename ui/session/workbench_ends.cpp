// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/native_path.h"
#include "ui/session/workbench.h"

namespace leap::ui {

void Workbench::onEnded(const JobEnd& end)
{
    JobEnd told = end;
    m_proposalError.clear();
    std::visit([&](const auto& job) { take(end, job); }, end.task);
    if (end.outcome == JobOutcome::Finished && !m_proposalError.isEmpty()) {
        told.outcome = JobOutcome::Failed;
        told.error = m_proposalError;
        told.usersTurn = true;
    }
    Q_EMIT ended(told);
}

void Workbench::take(const JobEnd& end, const OpenJob& job)
{
    if (end.outcome != JobOutcome::Finished)
        return;
    if (m_keepStudy) {
        m_study.setReport(end.report, m_study.schema());
    } else {
        m_propose.label = end.label;
        if (m_givenSchema)
            m_propose.groupId = m_givenSchema->groupId;
        m_study.setReport(end.report, m_givenSchema ? *m_givenSchema : proposed(*end.report));
    }
    Q_EMIT recentFile(pathText(job.files.front()));
}

void Workbench::take(const JobEnd& end, const InspectJob&)
{
    if (end.outcome != JobOutcome::Finished)
        return;
    m_propose.label = end.label;
    m_study.setReport(end.report, proposed(*end.report));
}

void Workbench::take(const JobEnd& end, const SearchJob& job)
{
    if (end.run) {
        m_study.addRun(end.run, job.resume);
        m_run.show(*end.run);
    } else if (const RunPtr before = m_study.run()) {
        m_run.show(*before); // nothing was learnt: what was shown before comes back
    } else {
        m_run.clear();
    }
}

void Workbench::take(const JobEnd& end, const SaveAuditJob& job)
{
    if (end.outcome != JobOutcome::Finished)
        return;
    m_study.setSaved(pathText(job.path));
    Q_EMIT recentFile(pathText(job.path));
}

void Workbench::take(const JobEnd& end, const ReadAuditJob& job)
{
    if (end.outcome != JobOutcome::Finished)
        return;
    m_study.setDocument(*end.document, pathText(job.path));
    if (const RunPtr run = m_study.run())
        m_run.show(*run);
    else
        m_run.clear();
    Q_EMIT recentFile(pathText(job.path));
}

void Workbench::take(const JobEnd&, const ExportDecisionJob&) { }

void Workbench::take(const JobEnd& end, const ProveJob& job)
{
    if (!end.proof)
        return;
    const bool unchanged = m_study.runs() == job.audit.runs && m_study.rule() == job.audit.rule;
    m_study.addProof(*end.proof);
    if (unchanged)
        m_study.setSaved(pathText(job.audit.path)); // the worker has written it, proof and all
}

void Workbench::take(const JobEnd& end, const EvidenceJob& job)
{
    if (!end.run)
        return;
    const bool other = std::holds_alternative<AlphaPathPlan>(job.ask);
    m_study.addRun(end.run, other ? nullptr : job.run);
    m_run.show(*end.run);
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Workbench: what a job made is put into study and run.
#include "ui/native_path.h"
#include "ui/session/recent_files.h"
#include "ui/session/workbench.h"

#include <utility>

namespace leap::ui {

void Workbench::onEnded(JobEnd end)
{
    const auto result = end.result; // `end` may become a failure on the way
    std::visit([&](const auto& task) { take(task, end); }, result);
    Q_EMIT ended(end);
}

void Workbench::take(const TaskEnd<OpenJob>& opened, JobEnd& end)
{
    if (!opened.made)
        return;
    const OpenJob& job = opened.task;
    const ReportPtr& report = opened.made->report;
    if (job.keepFields) {
        m_study.setReport(report, m_study.schema());
    } else {
        m_propose.label = opened.made->label;
        if (job.labelMayGo)
            forgetUnknownNames(*report);
        if (job.schema && (!job.labelMayGo || report->find(job.schema->label.column))) {
            m_propose.groupId = job.schema->groupId;
            m_study.setReport(report, *job.schema);
        } else {
            takeProposal(report, end);
        }
    }
    QStringList paths;
    for (const std::filesystem::path& file : job.files)
        paths << pathText(file);
    Q_EMIT recentFile(RecentFiles::entryOf(paths));
}

void Workbench::take(const TaskEnd<InspectJob>& inspected, JobEnd& end)
{
    if (!inspected.made)
        return;
    m_propose.label = inspected.made->label;
    takeProposal(inspected.made->report, end);
}

void Workbench::takeProposal(const ReportPtr& report, JobEnd& end)
{
    auto schema = proposed(*report);
    if (const auto* error = std::get_if<QString>(&schema)) {
        end.fail(*error);
        Schema none;
        none.label = m_propose.label;
        schema = std::move(none);
    }
    m_study.setReport(report, std::get<Schema>(std::move(schema)));
}

void Workbench::take(const TaskEnd<SearchJob>& searched, JobEnd&)
{
    if (searched.made)
        m_study.addRun(*searched.made, searched.task.resume);
    showStudysRun(); // where nothing was learnt, what was shown before comes back
}

void Workbench::showStudysRun()
{
    if (const RunPtr run = m_study.run())
        m_run.show(*run);
    else
        m_run.clear();
}

void Workbench::take(const TaskEnd<SaveAuditJob>& saved, JobEnd&)
{
    if (!saved.made)
        return;
    m_study.setSaved(pathText(saved.task.path));
    Q_EMIT recentFile(pathText(saved.task.path));
}

void Workbench::take(const TaskEnd<ReadAuditJob>& read, JobEnd&)
{
    if (!read.made)
        return;
    m_propose = ProposeOptions();
    m_schemaFile.clear();
    m_schemaBeside = true;
    m_study.setDocument(**read.made, pathText(read.task.path));
    showStudysRun();
    Q_EMIT recentFile(pathText(read.task.path));
}

void Workbench::take(const TaskEnd<ExportDecisionJob>&, JobEnd&) { }

void Workbench::take(const TaskEnd<ProveJob>& proved, JobEnd&)
{
    if (!proved.made)
        return;
    const SaveAuditJob& audit = proved.task.audit;
    const bool unchanged = m_study.runs() == audit.runs && m_study.rule() == audit.rule;
    m_study.addProof(*proved.made);
    if (unchanged)
        m_study.setSaved(pathText(audit.path)); // the worker has written it, proof and all
}

void Workbench::take(const TaskEnd<EvidenceJob>& gathered, JobEnd&)
{
    if (!gathered.made)
        return;
    m_study.addRun(gathered.made->run, gathered.made->isNewRun ? nullptr : gathered.task.run);
    showStudysRun();
}

} // namespace leap::ui

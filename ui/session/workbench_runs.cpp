// SPDX-License-Identifier: GPL-3.0-or-later
// Workbench: searches, proofs, evidence, files.
#include "core/base/error.h"
#include "core/study/study.h"
#include "ui/native_path.h"
#include "ui/session/workbench.h"

namespace leap::ui {

QString Workbench::searchObstacle() const
{
    if (!m_study.hasSource())
        return tr("Open data first.");
    if (m_study.schema().label.column.empty())
        return tr("Choose the label column.");
    if (m_study.schema().fields.empty())
        return tr("There is no field to search. Use at least one column.");
    try {
        m_study.schema().validate();
        m_study.settings().validate();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

void Workbench::startSearch()
{
    SearchJob job{m_study.source(), m_study.schema(), m_study.settings(), nullptr};
    job.settings.obeyEpochs = job.settings.epochs != Settings().epochs; // somebody chose them
    if (const QString obstacle = searchObstacle(); !obstacle.isEmpty()) {
        failBeforeStart(job, obstacle);
        return;
    }
    if (m_session.start(job) == 0)
        return;
    QStringList names;
    for (const Field& field : job.schema.fields)
        names << QString::fromStdString(field.name);
    m_run.begin(names);
}

bool Workbench::fits(const RunRecord& run) const
{
    return run.result.steps > 0 && run.schema == m_study.schema()
        && run.source.split == m_study.source().split;
}

void Workbench::resume(const RunPtr& run, const Settings& settings)
{
    if (m_session.start(SearchJob{run->source, run->schema, settings, run}) != 0)
        m_run.continueFrom(*run);
}

bool Workbench::canContinueSearch() const
{
    const RunPtr run = m_study.run();
    if (!run || run->result.outcome != RunOutcome::Stopped || !fits(*run))
        return false;
    Settings same = m_study.settings();
    same.obeyEpochs = run->settings.obeyEpochs;
    return run->settings == same;
}

void Workbench::continueSearch()
{
    if (canContinueSearch())
        resume(m_study.run(), m_study.run()->settings);
}

bool Workbench::canExtendSearch() const
{
    const RunPtr run = m_study.run();
    if (!run || run->result.outcome != RunOutcome::Finished || !fits(*run) || run->settings.singlePass)
        return false;
    Settings same = m_study.settings();
    same.epochs = run->settings.epochs;
    same.obeyEpochs = run->settings.obeyEpochs;
    return run->settings == same;
}

void Workbench::extendSearch(int64_t moreEpochs)
{
    if (!canExtendSearch() || m_session.busy())
        return;
    const RunPtr run = m_study.run();
    Settings settings = run->settings;
    settings.epochs = run->result.plan.epochs + moreEpochs;
    m_study.setSettings(settings);
    resume(run, settings);
}

QString Workbench::proveObstacle() const
{
    if (!m_study.run())
        return tr("A proof needs a search and a decision.");
    if (!m_study.decision())
        return m_study.decisionError();
    if (m_study.droppedFields().empty())
        return tr("The rule drops no field, so there is nothing to prove. Change it on the Decide page.");
    return {};
}

ProofPlan Workbench::proofPlan(LossMetric metric, double margin, int seeds) const
{
    ProofPlan plan;
    plan.rule = m_study.rule();
    plan.dropped = m_study.droppedFields();
    plan.metric = metric;
    plan.margin = margin;
    plan.seeds = seeds;
    plan.firstSeed = m_study.run()->settings.seed;
    return plan;
}

void Workbench::prove(const ProofPlan& plan)
{
    m_session.start(ProveJob{auditAs(nativePath(m_study.path())), m_study.run(), plan});
}

QString Workbench::evidenceObstacle() const
{
    const RunPtr run = m_study.run();
    if (!run)
        return tr("Evidence needs a finished search.");
    if (run->result.outcome == RunOutcome::Stopped)
        return tr("The search was stopped early. Continue it to its end first.");
    return {};
}

void Workbench::gather(const EvidenceAsk& ask)
{
    if (!evidenceObstacle().isEmpty())
        return;
    const EvidenceJob job{m_study.run(), ask, m_study.rule()};
    try {
        studyKind(ask.study).check(ask.plan); // before rows are read
    } catch (const Error& error) {
        failBeforeStart(job, QString::fromStdString(error.what()));
        return;
    }
    m_session.start(job);
}

void Workbench::showRun(size_t index)
{
    if (m_session.busy() || index >= m_study.runs().size() || index == m_study.shownRun())
        return;
    m_study.showRun(index);
    m_run.show(*m_study.run());
}

SaveAuditJob Workbench::auditAs(const std::filesystem::path& path) const
{
    return {path, m_study.runs(), m_study.proofs(), m_study.rule()};
}

bool Workbench::saveAudit(const QString& path)
{
    return m_session.start(auditAs(nativePath(path))) != 0;
}

void Workbench::exportDecision(const QString& path)
{
    if (m_study.decision() && m_study.run())
        m_session.start(ExportDecisionJob{nativePath(path), *m_study.decision(), m_study.run()});
}

} // namespace leap::ui

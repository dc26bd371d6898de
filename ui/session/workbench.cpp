// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workbench.h"

#include "core/base/error.h"
#include "core/data/schema_json.h"
#include "ui/session/schema_edits.h"

#include <QFileInfo>

#include <utility>

namespace leap::ui {
namespace {

std::filesystem::path nativePath(const QString& path)
{
    return QFileInfo(path).absoluteFilePath().toStdString();
}

QString pathText(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

Workbench::Workbench(QObject* parent)
    : QObject(parent)
{
    connect(&m_session, &AuditSession::ended, this, &Workbench::onEnded);
    connect(&m_session, &AuditSession::snapshot, &m_run,
            [this](const SnapshotPtr& news) { m_run.apply(*news); });
}

Workbench::~Workbench()
{
    m_session.shutDown(); // its last event still finds study and run
}

JobEnd Workbench::failedBeforeStart(JobTask task, const QString& error)
{
    JobEnd end;
    end.task = std::move(task);
    end.outcome = JobOutcome::Failed;
    end.error = error;
    end.usersTurn = true;
    return end;
}

void Workbench::openFile(const QString& path)
{
    if (path.endsWith(QLatin1String(".leap"), Qt::CaseInsensitive)) {
        openAudit(path);
        return;
    }
    OpenRequest request;
    request.files = {path};
    openData(request);
}

void Workbench::openData(const OpenRequest& request)
{
    OpenJob job;
    std::vector<std::string> names;
    for (const QString& file : request.files) {
        job.files.push_back(nativePath(file));
        names.push_back(job.files.back().string());
    }
    job.read = request.read;
    job.label = request.propose.label;
    if (!m_session.canStart(job))
        return;
    m_givenSchema.reset();
    if (!request.schemaFile.isEmpty()) {
        try {
            m_givenSchema = readSchema(nativePath(request.schemaFile));
            job.label = m_givenSchema->label;
        } catch (const Error& error) {
            Q_EMIT ended(failedBeforeStart(job, QString::fromStdString(error.what())));
            return;
        }
    }
    m_propose = request.propose;
    m_keepStudy = false;
    m_session.start(std::move(job));
    m_study.openSource(names, request.read);
    m_study.setSplit(request.split);
    m_run.clear();
}

void Workbench::reopenData()
{
    OpenJob job;
    for (const std::string& file : m_study.source().files)
        job.files.emplace_back(file);
    job.read = m_study.source().options;
    job.label = m_study.schema().label;
    if (job.files.empty() || !m_session.canStart(job))
        return;
    m_keepStudy = true;
    m_givenSchema.reset();
    m_session.start(std::move(job));
}

void Workbench::openAudit(const QString& path)
{
    m_session.start(ReadAuditJob{nativePath(path)});
}

void Workbench::relabel(const LabelRule& label)
{
    if (label == m_study.schema().label || !m_study.report())
        return;
    m_session.start(InspectJob{label});
}

void Workbench::setGroupId(const QString& column)
{
    const std::string name = column.toStdString();
    if (name == m_study.schema().groupId)
        return;
    m_propose.groupId = name;
    proposeAgain();
}

void Workbench::setAllCategorical(bool all)
{
    if (all == m_propose.allCategorical)
        return;
    m_propose.allCategorical = all;
    proposeAgain();
}

void Workbench::proposeAgain()
{
    if (!m_study.report())
        return;
    const Schema next = proposed(*m_study.report());
    if (m_proposalError.isEmpty())
        m_study.editSchema(tr("Propose fields"), next);
    else
        Q_EMIT ended(failedBeforeStart(InspectJob{m_propose.label}, m_proposalError));
}

Schema Workbench::proposed(const InspectReport& report)
{
    m_proposalError.clear();
    try {
        return proposeSchema(report, m_propose);
    } catch (const Error& error) {
        if (matrixColumn(report))
            return wholeMatrix(report,
                               m_propose.label); // nobody can guess its fields: they are cut in the window
        m_proposalError = QString::fromStdString(error.what());
    }
    Schema none;
    none.label = m_propose.label;
    return none;
}

QString Workbench::searchObstacle() const
{
    if (!m_study.hasSource())
        return tr("Open data first.");
    if (m_study.schema().label.column.empty())
        return tr("Say which column is the label.");
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
    const SearchJob job{m_study.source(), m_study.schema(), m_study.settings(), nullptr};
    if (const QString obstacle = searchObstacle(); !obstacle.isEmpty()) {
        Q_EMIT ended(failedBeforeStart(job, obstacle));
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

void Workbench::goOn(const RunPtr& run, const Settings& settings)
{
    if (m_session.start(SearchJob{run->source, run->schema, settings, run}) != 0)
        m_run.continueFrom(*run);
}

bool Workbench::canContinueSearch() const
{
    const RunPtr run = m_study.run();
    return run && run->result.outcome == RunOutcome::Stopped && fits(*run)
        && run->settings == m_study.settings();
}

void Workbench::continueSearch()
{
    if (canContinueSearch())
        goOn(m_study.run(), m_study.run()->settings);
}

bool Workbench::canExtendSearch() const
{
    const RunPtr run = m_study.run();
    if (!run || run->result.outcome != RunOutcome::Finished || !fits(*run) || run->settings.singlePass)
        return false;
    Settings same = m_study.settings();
    same.epochs = run->settings.epochs;
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
    goOn(run, settings);
}

QString Workbench::proveObstacle() const
{
    if (!m_study.run())
        return tr("A proof needs a search and a decision.");
    if (!m_study.decision())
        return m_study.decisionError();
    if (m_study.droppedFields().empty())
        return tr("The rule drops no field: there is nothing to prove. Change it under Decide.");
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
        return tr("Evidence is gathered on a finished search.");
    if (run->result.outcome == RunOutcome::Stopped)
        return tr("The search was stopped on its way. Let it go on to its end first.");
    return {};
}

void Workbench::gather(const EvidenceAsk& ask)
{
    if (evidenceObstacle().isEmpty())
        m_session.start(EvidenceJob{m_study.run(), ask});
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

void Workbench::saveAudit(const QString& path)
{
    m_session.start(auditAs(nativePath(path)));
}

void Workbench::exportDecision(const QString& path)
{
    if (m_study.decision() && m_study.run())
        m_session.start(ExportDecisionJob{nativePath(path), *m_study.decision(), m_study.run()});
}

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

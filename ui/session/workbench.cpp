// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workbench.h"

#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/fields/propose_schema.h"
#include "core/data/schema/schema_json.h"
#include "ui/session/native_path.h"

#include <utility>

namespace leap::ui {
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

} // namespace leap::ui

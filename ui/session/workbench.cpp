// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workbench.h"

#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/fields/propose_schema.h"
#include "core/data/schema/schema_json.h"
#include "ui/native_path.h"

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

void Workbench::failBeforeStart(const JobTask& task, const QString& error)
{
    JobEnd end = endOf(0, task);
    end.fail(error);
    Q_EMIT ended(end);
}

void Workbench::openFile(const QString& path)
{
    if (path.endsWith(QLatin1String(".leap"), Qt::CaseInsensitive)) {
        openAudit(path);
        return;
    }
    openFiles({path});
}

void Workbench::openFiles(const QStringList& paths)
{
    OpenRequest request;
    request.files = paths;
    if (!m_study.hasSource())
        request.read = m_study.source().options;
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
    job.labelMayGo = request.again;
    if (!m_session.canStart(job))
        return;
    if (!request.schemaFile.isEmpty()) {
        try {
            job.schema = readSchema(nativePath(request.schemaFile));
            job.label = job.schema->label;
        } catch (const Error& error) {
            failBeforeStart(job, QString::fromStdString(error.what()));
            return;
        }
    }
    m_foundSchema.clear();
    if (!job.schema && request.schemaBeside)
        takeFoundSchema(request, job);
    m_propose = request.propose;
    m_schemaFile = request.schemaFile;
    m_schemaBeside = request.schemaBeside;
    m_session.start(std::move(job));
    m_study.openSource(names, request.read);
    m_study.setSplit(request.split);
    m_run.clear();
}

/// Not where the request names another label than the file: its fields may read it.
void Workbench::takeFoundSchema(const OpenRequest& request, OpenJob& job)
{
    const auto file = schemaBeside(job.files);
    if (!file)
        return;
    const std::string& label = request.propose.label.column;
    try {
        Schema schema = readSchema(*file);
        if (schema.label.column.empty() || (!label.empty() && label != schema.label.column))
            return;
        job.label = schema.label;
        job.schema = std::move(schema);
        m_foundSchema = tr("The fields are those of %1, which lies with the data.").arg(pathText(*file));
    } catch (const Error& error) {
        m_foundSchema = tr("%1 The fields are proposed instead.").arg(QString::fromStdString(error.what()));
    }
}

void Workbench::reopenData()
{
    if (m_study.schema().fields.empty()) { // there is nothing to keep
        readAgain();
        return;
    }
    OpenJob job;
    for (const std::string& file : m_study.source().files)
        job.files.emplace_back(file);
    job.read = m_study.source().options;
    job.label = m_study.schema().label;
    job.keepFields = true;
    if (job.files.empty() || !m_session.canStart(job))
        return;
    m_session.start(std::move(job));
}

void Workbench::openAudit(const QString& path)
{
    m_foundSchema.clear();
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
    const auto next = proposed(*m_study.report());
    if (const auto* error = std::get_if<QString>(&next))
        failBeforeStart(InspectJob{m_propose.label}, *error);
    else
        m_study.editSchema(tr("Propose fields"), std::get<Schema>(next));
}

std::variant<Schema, QString> Workbench::proposed(const InspectReport& report) const
{
    ProposeOptions options = m_propose;
    options.split = m_study.source().split;
    if (options.split == SplitRule() && !report.partColumn.empty())
        options.split = {SplitRule::Kind::Column, report.partColumn}; // as setReport() will have it
    try {
        return proposeSchema(report, options);
    } catch (const Error& error) {
        if (matrixColumn(report)) // nobody can guess its fields: they are cut in the window
            return wholeMatrix(report, m_propose.label);
        return QString::fromStdString(error.what());
    }
}

} // namespace leap::ui

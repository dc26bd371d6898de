// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/audit_worker.h"

#include "core/audit/announced_proof.h"
#include "core/audit/audit_data.h"
#include "core/audit/audit_run.h"
#include "core/audit/export/decision_export.h"
#include "core/audit/file/audit_file.h"
#include "core/base/error.h"
#include "ui/session/evidence_work.h"
#include "ui/session/job_progress.h"
#include "ui/session/label_guess.h"

#include <QThread>

#include <exception>
#include <new>
#include <utility>

namespace leap::ui {
namespace {

bool sameReading(const ReadOptions& a, const ReadOptions& b)
{
    return a.header == b.header && a.delimiter == b.delimiter && a.badRows == b.badRows
        && a.matrix == b.matrix && a.threads == b.threads;
}

AuditDocument documentOf(const SaveAuditJob& audit)
{
    AuditDocument document;
    for (const RunPtr& run : audit.runs)
        document.runs.push_back(*run);
    document.proofs = audit.proofs;
    document.rule = audit.rule;
    return document;
}

void fail(JobEnd& end, const QString& error, bool usersTurn)
{
    end.outcome = JobOutcome::Failed;
    end.error = error;
    end.usersTurn = usersTurn;
}

} // namespace

struct AuditWorker::OpenSource {
    std::vector<std::filesystem::path> files;
    ReadOptions read;
    std::shared_ptr<const SourceTable> table;
};

struct AuditWorker::EncodedRows {
    std::shared_ptr<const SourceTable> table;
    Schema schema;
    SplitRule split;
    uint64_t seed = 0;
    std::shared_ptr<const Dataset> dataset;
};

AuditWorker::AuditWorker() = default;
AuditWorker::~AuditWorker() = default;

Progress::Receiver AuditWorker::throttled(AuditWorker* worker, quint64 job)
{
    using Clock = std::chrono::steady_clock;
    return [worker, job, last = Clock::time_point{},
            what = std::string()](const ProgressReport& report) mutable {
        constexpr std::chrono::milliseconds kLeastInterval(50);
        const auto now = Clock::now();
        if (report.what == what && now - last < kLeastInterval)
            return;
        last = now;
        what = report.what;
        Q_EMIT worker->progressed(job, QString::fromStdString(report.what), report.done, report.total);
    };
}

void AuditWorker::run(const Job& job)
{
    Q_ASSERT(QThread::currentThread() == thread());
    JobEnd end;
    end.id = job.id;
    end.task = job.task;
    try {
        std::visit([&](const auto& task) { perform(job, task, end); }, job.task);
    } catch (const Cancelled&) {
        end.outcome = JobOutcome::Stopped;
    } catch (const Error& error) {
        fail(end, QString::fromStdString(error.what()), error.kind() == ErrorKind::Input);
    } catch (const std::bad_alloc&) {
        fail(end,
             tr("There is not enough memory for this. Use fewer columns, or a machine with more memory."),
             true);
    } catch (const std::exception& error) {
        fail(end, tr("Something failed inside the program: %1").arg(QString::fromStdString(error.what())),
             false);
    } catch (...) {
        fail(end, tr("Something failed inside the program, and it did not say what."), false);
    }
    Q_EMIT ended(end);
}

void AuditWorker::openTable(const std::vector<std::filesystem::path>& files, const ReadOptions& read,
                            Progress& progress)
{
    if (m_source && m_source->files == files && sameReading(m_source->read, read))
        return;
    m_rows.reset();
    m_source.reset();
    auto table = SourceTable::open(files, read, progress);
    m_source = std::make_unique<OpenSource>(OpenSource{files, read, std::move(table)});
}

void AuditWorker::perform(const Job& job, const OpenJob& task, JobEnd& end)
{
    m_rows.reset();
    m_source.reset(); // the file may have changed since it was read
    openTable(task.files, task.read, *job.control);
    auto report = m_source->table->inspect(task.label, *job.control);
    end.label = task.label;
    if (task.label.column.empty()) {
        end.label = guessLabel(report);
        if (!end.label.column.empty())
            report = m_source->table->inspect(end.label, *job.control);
    }
    end.report = std::make_shared<const InspectReport>(std::move(report));
}

void AuditWorker::perform(const Job& job, const InspectJob& task, JobEnd& end)
{
    if (!m_source)
        throw InputError("No data file is open.");
    end.label = task.label;
    end.report = std::make_shared<const InspectReport>(m_source->table->inspect(task.label, *job.control));
}

void AuditWorker::encode(const SourceReference& source, const Schema& schema, uint64_t seed,
                         Progress& progress)
{
    const std::vector<std::filesystem::path> files(source.files.begin(), source.files.end());
    openTable(files, source.options, progress);
    if (m_rows && m_rows->table == m_source->table && m_rows->schema == schema
        && m_rows->split == source.split && m_rows->seed == seed)
        return;
    m_rows.reset();
    auto dataset = m_source->table->encode(schema, source.split, seed, progress);
    m_rows = std::make_unique<EncodedRows>(
        EncodedRows{m_source->table, schema, source.split, seed, std::move(dataset)});
}

void AuditWorker::perform(const Job& job, const SearchJob& task, JobEnd& end)
{
    task.settings.validate();
    encode(task.source, task.schema, task.settings.seed, *job.control);
    Q_EMIT searching(job.id);
    const SearchResult* resume = task.resume ? &task.resume->result : nullptr;
    auto record =
        searchAndRecord(m_rows->dataset, task.source, task.settings, *job.control, *job.observer, resume);
    if (record.result.outcome == RunOutcome::Stopped)
        end.outcome = JobOutcome::Stopped;
    if (record.result.steps > 0)
        end.run = std::make_shared<const RunRecord>(std::move(record));
}

void AuditWorker::perform(const Job&, const SaveAuditJob& task, JobEnd&)
{
    writeAudit(task.path, documentOf(task));
}

void AuditWorker::perform(const Job&, const ReadAuditJob& task, JobEnd& end)
{
    end.document = std::make_shared<const AuditDocument>(readAudit(task.path));
}

void AuditWorker::perform(const Job&, const ExportDecisionJob& task, JobEnd&)
{
    writeDecision(task.path, task.decision, *task.run);
}

void AuditWorker::perform(const Job& job, const ProveJob& task, JobEnd& end)
{
    task.plan.validate();
    AuditDocument document = documentOf(task.audit);
    const RunRecord& run = *task.run;
    encode(run.source, run.schema, run.settings.seed, *job.control);
    requireSameData(run, *m_rows->dataset);
    end.proof = announceProof(document, task.plan, task.audit.path);
    TrainingProgress observer(*job.control);
    TrainedSets sets(m_rows->dataset, retrainSettings(run.settings, run.result.plan), task.plan.seeds,
                     *job.control, observer);
    if (auto outcome = proveAnnounced(document, sets, task.audit.path))
        end.proof = std::move(outcome);
    else
        end.outcome = JobOutcome::Stopped;
}

void AuditWorker::perform(const Job& job, const EvidenceJob& task, JobEnd& end)
{
    const RunRecord& run = *task.run;
    encode(run.source, run.schema, run.settings.seed, *job.control);
    requireSameData(run, *m_rows->dataset);
    const GatheredEvidence gathered = gatherEvidence(task, m_rows->dataset, *job.control, *job.control);
    end.run = gathered.run;
    if (gathered.stopped)
        end.outcome = JobOutcome::Stopped;
}

} // namespace leap::ui

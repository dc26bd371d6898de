// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/audit_worker.h"

#include "core/audit/announced_proof.h"
#include "core/audit/audit_data.h"
#include "core/audit/audit_run.h"
#include "core/audit/export/decision_export.h"
#include "core/audit/file/audit_file.h"
#include "core/base/error.h"
#include "core/data/fields/label_guess.h"
#include "ui/session/evidence_work.h"
#include "ui/session/job_progress.h"

#include <QThread>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace leap::ui {
namespace {

AuditDocument documentOf(const SaveAuditJob& audit)
{
    AuditDocument document;
    for (const RunPtr& run : audit.runs)
        document.runs.push_back(*run);
    document.proofs = audit.proofs;
    document.rule = audit.rule;
    return document;
}

bool hasColumn(const SourceTable& table, const std::string& name)
{
    const std::vector<std::string> names = table.columnNames();
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// As JobEnd::fail, for a failure of the program itself.
void failInside(JobEnd& end, const QString& error)
{
    end.fail(error);
    end.userCanFix = false;
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
    JobEnd end = endOf(job.id, job.task);
    try {
        end.outcome = std::visit([&](auto& task) { return perform(job, task); }, end.result);
    } catch (const Cancelled&) {
        end.outcome = JobOutcome::Stopped;
    } catch (const Error& error) {
        end.fail(QString::fromStdString(error.what()));
        end.userCanFix = error.kind() == ErrorKind::Input;
    } catch (const std::bad_alloc&) {
        end.fail(
            tr("There is not enough memory for this. Use fewer columns, or a machine with more memory."));
    } catch (const std::exception& error) {
        failInside(end, tr("An internal error occurred: %1").arg(QString::fromStdString(error.what())));
    } catch (...) {
        failInside(end, tr("An unknown internal error occurred."));
    }
    Q_EMIT ended(end);
}

void AuditWorker::openTable(const std::vector<std::filesystem::path>& files, const ReadOptions& read,
                            Progress& progress)
{
    if (m_source && m_source->files == files && m_source->read == read)
        return;
    m_rows.reset();
    m_source.reset();
    auto table = loadTable(files, read, progress);
    m_source = std::make_unique<OpenSource>(OpenSource{files, read, std::move(table)});
}

JobOutcome AuditWorker::perform(const Job& job, TaskEnd<OpenJob>& end)
{
    m_rows.reset();
    m_source.reset(); // the file may have changed since it was read
    openTable(end.task.files, end.task.read, *job.control);
    LabelRule label = end.task.label;
    if (end.task.labelMayGo && !hasColumn(*m_source->table, label.column))
        label = {};
    auto report = m_source->table->inspect(label, *job.control);
    if (label.column.empty()) {
        label = guessLabel(report);
        if (!label.column.empty())
            report = m_source->table->inspect(label, *job.control);
    }
    end.made = ScannedData{std::make_shared<const InspectReport>(std::move(report)), label};
    return JobOutcome::Finished;
}

JobOutcome AuditWorker::perform(const Job& job, TaskEnd<InspectJob>& end)
{
    if (!m_source)
        throw InputError("No data file is open.");
    const LabelRule& label = end.task.label;
    end.made = ScannedData{
        std::make_shared<const InspectReport>(m_source->table->inspect(label, *job.control)), label};
    return JobOutcome::Finished;
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

JobOutcome AuditWorker::perform(const Job& job, TaskEnd<SearchJob>& end)
{
    const SearchJob& task = end.task;
    task.settings.validate();
    encode(task.source, task.schema, task.settings.seed, *job.control);
    Q_EMIT searching(job.id);
    const SearchResult* resume = task.resume ? &task.resume->result : nullptr;
    auto record =
        searchAndRecord(m_rows->dataset, task.source, task.settings, *job.control, *job.observer, resume);
    const bool stopped = record.result.outcome == RunOutcome::Stopped;
    if (record.result.steps > 0)
        end.made = std::make_shared<const RunRecord>(std::move(record));
    return stopped ? JobOutcome::Stopped : JobOutcome::Finished;
}

JobOutcome AuditWorker::perform(const Job&, TaskEnd<SaveAuditJob>& end)
{
    writeAudit(end.task.path, documentOf(end.task));
    end.made.emplace();
    return JobOutcome::Finished;
}

JobOutcome AuditWorker::perform(const Job&, TaskEnd<ReadAuditJob>& end)
{
    end.made = std::make_shared<const AuditDocument>(readAudit(end.task.path));
    return JobOutcome::Finished;
}

JobOutcome AuditWorker::perform(const Job&, TaskEnd<ExportDecisionJob>& end)
{
    writeDecision(end.task.path, end.task.decision, *end.task.run);
    end.made.emplace();
    return JobOutcome::Finished;
}

JobOutcome AuditWorker::perform(const Job& job, TaskEnd<ProveJob>& end)
{
    const ProveJob& task = end.task;
    task.plan.validate();
    AuditDocument document = documentOf(task.audit);
    const RunRecord& run = *task.run;
    encode(run.source, run.schema, run.settings.seed, *job.control);
    requireSameData(run, *m_rows->dataset);
    end.made = announceProof(document, task.plan, task.audit.path);
    TrainingProgress observer(*job.control);
    TrainedSets sets(m_rows->dataset, retrainSettings(run.settings, run.result.plan), task.plan.seeds,
                     *job.control, observer);
    auto outcome = proveAnnounced(document, sets, task.audit.path);
    if (!outcome)
        return JobOutcome::Stopped;
    end.made = std::move(outcome);
    return JobOutcome::Finished;
}

JobOutcome AuditWorker::perform(const Job& job, TaskEnd<EvidenceJob>& end)
{
    const RunRecord& run = *end.task.run;
    encode(run.source, run.schema, run.settings.seed, *job.control);
    requireSameData(run, *m_rows->dataset);
    const GatheredEvidence gathered = gatherEvidence(end.task, m_rows->dataset, *job.control, *job.control);
    end.made = gathered.made;
    return gathered.stopped ? JobOutcome::Stopped : JobOutcome::Finished;
}

} // namespace leap::ui

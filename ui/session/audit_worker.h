// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/job.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace leap::ui {

/// Does the heavy work: reads, inspects, encodes, searches, writes. Lives in AuditSession's one thread and
/// owns the open table and the encoded rows; HDF5 is touched nowhere else.
class AuditWorker : public QObject {
    Q_OBJECT
public:
    AuditWorker();
    ~AuditWorker() override;

    /// A receiver for Job::progress that passes reports on to `worker`, at most 20 a second.
    static Progress::Receiver throttled(AuditWorker* worker, quint64 job);

    /// Worker thread. Ends in exactly one `ended`; never throws.
    void run(const leap::ui::Job& job);

Q_SIGNALS:
    void progressed(quint64 job, const QString& what, qint64 done, qint64 total);
    void searching(quint64 job); ///< the rows are encoded, the search begins
    void ended(const leap::ui::JobEnd& end);

private:
    /// Each does a task and puts what it made into `end`. @throws what run() turns into a failed or stopped
    /// end
    JobOutcome perform(const Job& job, TaskEnd<OpenJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<InspectJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<SearchJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<SaveAuditJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<ReadAuditJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<ExportDecisionJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<ProveJob>& end);
    JobOutcome perform(const Job& job, TaskEnd<EvidenceJob>& end);
    void openTable(const std::vector<std::filesystem::path>& files, const ReadOptions& read,
                   Progress& progress);
    void encode(const SourceReference& source, const Schema& schema, uint64_t seed, Progress& progress);

    struct OpenSource;
    struct EncodedRows;
    std::unique_ptr<OpenSource> m_source;
    std::unique_ptr<EncodedRows> m_rows;
};

} // namespace leap::ui

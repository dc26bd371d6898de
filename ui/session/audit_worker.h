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
    void perform(const Job& job, const OpenJob& task, JobEnd& end);
    void perform(const Job& job, const InspectJob& task, JobEnd& end);
    void perform(const Job& job, const SearchJob& task, JobEnd& end);
    void perform(const Job& job, const SaveAuditJob& task, JobEnd& end);
    void perform(const Job& job, const ReadAuditJob& task, JobEnd& end);
    void perform(const Job& job, const ExportDecisionJob& task, JobEnd& end);
    void perform(const Job& job, const ProveJob& task, JobEnd& end);
    void perform(const Job& job, const EvidenceJob& task, JobEnd& end);
    void openTable(const std::vector<std::filesystem::path>& files, const ReadOptions& read,
                   Progress& progress);
    void encode(const SourceReference& source, const Schema& schema, uint64_t seed, Progress& progress);

    struct OpenSource;
    struct EncodedRows;
    std::unique_ptr<OpenSource> m_source;
    std::unique_ptr<EncodedRows> m_rows;
};

} // namespace leap::ui

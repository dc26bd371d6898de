// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/audit_session.h"
#include "ui/session/live_run.h"
#include "ui/session/study.h"

#include <QObject>

#include <optional>

namespace leap::ui {

/// How data are opened: everything but the file has a default.
struct OpenRequest {
    QStringList files;
    ReadOptions read;
    ProposeOptions propose; ///< an empty label column is guessed
    QString schemaFile; ///< empty: a schema is proposed
    SplitRule split;
};

/// The verbs of the window: asks the session for a job and puts what comes back into the study and the run.
/// The pages call it; it knows no page. GUI thread.
class Workbench : public QObject {
    Q_OBJECT
public:
    explicit Workbench(QObject* parent = nullptr);
    ~Workbench() override;

    [[nodiscard]] AuditSession& session() { return m_session; }
    [[nodiscard]] Study& study() { return m_study; }
    [[nodiscard]] LiveRun& run() { return m_run; }

    /// A *.leap file or data.
    void openFile(const QString& path);
    void openData(const OpenRequest& request);
    void openAudit(const QString& path);
    /// Reads the study's data again, after an audit was opened from its file or the data changed.
    void reopenData();
    /// Scans against another label and proposes the fields anew.
    void relabel(const LabelRule& label);
    /// Proposes the fields anew.
    void setGroupId(const QString& column);
    void setAllCategorical(bool all);
    [[nodiscard]] bool allCategorical() const { return m_propose.allCategorical; }

    /// Why a search cannot start now, in words; empty = it can.
    [[nodiscard]] QString searchObstacle() const;
    void startSearch();
    /// The shown run was stopped, and fields and settings still fit.
    [[nodiscard]] bool canContinueSearch() const;
    void continueSearch();
    /// The shown run was finished, and fields and settings (but for the number of epochs) still fit.
    [[nodiscard]] bool canExtendSearch() const;
    /// Goes on with it for more epochs than it was planned for; the study's settings take their number.
    void extendSearch(int64_t moreEpochs);

    /// Why the decision cannot be proved now, in words; empty = it can.
    [[nodiscard]] QString proveObstacle() const;
    /// What would be proved: the whole dropped set of the decision. @param seeds trainings of either model
    [[nodiscard]] ProofPlan proofPlan(LossMetric metric, double margin, int seeds) const;
    /// Announces the plan in the audit's file, which must have a name, then opens test rows.
    void prove(const ProofPlan& plan);

    /// Why the shown run cannot be asked for more evidence, in words; empty = it can.
    [[nodiscard]] QString evidenceObstacle() const;
    void gather(const EvidenceAsk& ask);

    /// Shows another search of the audit; nothing happens while a job runs.
    void showRun(size_t index);

    void saveAudit(const QString& path);
    void exportDecision(const QString& path);

    /// Starts no job; for messages that come before one can start (an unreadable schema file).
    [[nodiscard]] static JobEnd failedBeforeStart(JobTask task, const QString& error);

Q_SIGNALS:
    /// The terminal event of every job, after study and run took what it brought.
    void ended(const leap::ui::JobEnd& end);
    void recentFile(const QString& path); ///< was opened or saved

private:
    void onEnded(const JobEnd& end);
    void take(const JobEnd& end, const OpenJob& job);
    void take(const JobEnd& end, const InspectJob& job);
    void take(const JobEnd& end, const SearchJob& job);
    void take(const JobEnd& end, const SaveAuditJob& job);
    void take(const JobEnd& end, const ReadAuditJob& job);
    void take(const JobEnd& end, const ExportDecisionJob& job);
    void take(const JobEnd& end, const ProveJob& job);
    void take(const JobEnd& end, const EvidenceJob& job);
    [[nodiscard]] SaveAuditJob auditAs(const std::filesystem::path& path) const;
    void proposeAgain();
    [[nodiscard]] bool fits(const RunRecord& run) const;
    void goOn(const RunPtr& run, const Settings& settings);
    [[nodiscard]] Schema proposed(const InspectReport& report);

    AuditSession m_session;
    Study m_study;
    LiveRun m_run;
    ProposeOptions m_propose;
    std::optional<Schema> m_givenSchema; ///< of a schema file, for the data being opened
    bool m_keepStudy = false; ///< the data being opened belong to the study as it is
    QString m_proposalError;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/audit_session.h"
#include "ui/session/live_run.h"
#include "ui/session/open_audit.h"

#include <QObject>

#include <functional>
#include <variant>

namespace leap::ui {

/// How data are opened: everything but the file has a default.
struct OpenRequest {
    QStringList files;
    ReadOptions read;
    ProposeOptions propose; ///< an empty label column is guessed
    QString schemaFile; ///< empty: that of a file that lies with the data, or else a proposed one
    SplitRule split;
    bool schemaBeside = true; ///< without `schemaFile`: one that lies with the data is taken up
    /// The study's data with other options: what is asked of columns that are gone is void.
    bool again = false;
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

    /// Does an action that loses runs, after asking where they are not saved, or not at all.
    using Guard = std::function<void(const std::function<void()>& action)>;
    /// By default actions are done at once.
    void setGuard(Guard guard) { m_guard = std::move(guard); }

    /// A *.leap file or data. Data are read as the study says while it has none.
    void openFile(const QString& path);
    void openFiles(const QStringList& paths); ///< one table
    void openData(const OpenRequest& request);
    /// What became of a schema file that lies with the data, in a sentence; empty: there is none, or another
    /// one was named.
    [[nodiscard]] const QString& foundSchema() const { return m_foundSchema; }
    void openAudit(const QString& path);
    /// Reads the study's data again, after an audit was opened from its file or the data changed.
    void reopenData();
    /// Other reading options. Data that were named, even if they could not be read, are read again: the
    /// fields are proposed anew, and label, group id, split and the columns that the user took in or left out
    /// stay where the columns are still there. Otherwise the options are for the file that comes next.
    void setReading(const ReadOptions& read);
    /// The same with the options as they are.
    void readAgain();
    /// Scans against another label and proposes the fields anew.
    void relabel(const LabelRule& label);
    /// Proposes the fields anew.
    void setGroupId(const QString& column);
    void setAllCategorical(bool all);
    /// A column that the split uses leaves the fields, and the one before comes back.
    void setSplit(const SplitRule& split);
    [[nodiscard]] bool allCategorical() const { return m_propose.allCategorical; }

    /// Why a search cannot start now; empty = it can.
    [[nodiscard]] QString searchObstacle() const;
    void startSearch();
    /// The shown run was stopped, and fields and settings still fit.
    [[nodiscard]] bool canContinueSearch() const;
    void continueSearch();
    /// The shown run was finished, and fields and settings (but for the number of epochs) still fit.
    [[nodiscard]] bool canExtendSearch() const;
    /// Continues it for more epochs than it was planned for; the study's settings get the new number.
    void extendSearch(int64_t moreEpochs);

    /// Why the decision cannot be proved now; empty = it can.
    [[nodiscard]] QString proveObstacle() const;
    /// What would be proved: the whole dropped set of the decision. @param seeds trainings of either model
    [[nodiscard]] ProofPlan proofPlan(LossMetric metric, double margin, int seeds) const;
    /// Announces the plan in the audit's file, which must have a name, then opens test rows.
    void prove(const ProofPlan& plan);

    /// Why the shown run cannot be asked for more evidence; empty = it can.
    [[nodiscard]] QString evidenceObstacle() const;
    void gather(const EvidenceAsk& ask);

    /// Shows another search of the audit; nothing happens while a job runs.
    void showRun(size_t index);

    /// @return whether it begins: not while another job runs
    bool saveAudit(const QString& path);
    void exportDecision(const QString& path);

Q_SIGNALS:
    /// The terminal event of every job, after study and run took what it brought.
    void ended(const leap::ui::JobEnd& end);
    void recentFile(const QString& path); ///< was opened or saved

private:
    void onEnded(JobEnd end);
    void failBeforeStart(const JobTask& task, const QString& error);
    /// Each puts what a job made into study and run. Data without a usable schema make `end` a failure.
    void take(const TaskEnd<OpenJob>& opened, JobEnd& end);
    void take(const TaskEnd<InspectJob>& inspected, JobEnd& end);
    void take(const TaskEnd<SearchJob>& searched, JobEnd& end);
    void take(const TaskEnd<SaveAuditJob>& saved, JobEnd& end);
    void take(const TaskEnd<ReadAuditJob>& read, JobEnd& end);
    void take(const TaskEnd<ExportDecisionJob>& exported, JobEnd& end);
    void take(const TaskEnd<ProveJob>& proved, JobEnd& end);
    void take(const TaskEnd<EvidenceJob>& gathered, JobEnd& end);
    void takeProposal(const ReportPtr& report, JobEnd& end);
    void takeFoundSchema(const OpenRequest& request, OpenJob& job);
    void showStudysRun();
    [[nodiscard]] SaveAuditJob auditAs(const std::filesystem::path& path) const;
    void proposeAgain();
    void readAgainAs(const ReadOptions& read);
    [[nodiscard]] ProposeOptions wishesNow() const;
    void forgetUnknownNames(const InspectReport& report);
    [[nodiscard]] bool fits(const RunRecord& run) const;
    void resume(const RunPtr& run, const Settings& settings);
    /// The schema to begin with, or why there is none.
    [[nodiscard]] std::variant<Schema, QString> proposed(const InspectReport& report) const;

    AuditSession m_session;
    Study m_study;
    LiveRun m_run;
    ProposeOptions m_propose;
    QString m_schemaFile; ///< as the data were asked for
    bool m_schemaBeside = true; ///< as the data were asked for
    Guard m_guard = [](const std::function<void()>& action) { action(); };
    QString m_foundSchema;
};

} // namespace leap::ui

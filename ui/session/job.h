// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/base/job_control.h"
#include "core/base/progress.h"
#include "core/base/run_control.h"
#include "core/data/inspect/inspect.h"
#include "core/data/load.h"
#include "core/decide/decision.h"
#include "ui/session/qt_observer.h"

#include <QMetaType>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace leap::ui {

using RunPtr = std::shared_ptr<const RunRecord>;
using ReportPtr = std::shared_ptr<const InspectReport>;

/// Columns as a scan found them. Made by OpenJob and InspectJob when they finish.
struct ScannedData {
    ReportPtr report; ///< never null
    LabelRule label; ///< as asked or as guessed
};

/// Reads files and scans every column. Without a label column one is guessed from what the scan finds.
struct OpenJob {
    using Made = ScannedData;
    std::vector<std::filesystem::path> files;
    ReadOptions read;
    LabelRule label;
    std::optional<Schema> schema; ///< of a schema file; empty: fields are proposed
    bool labelMayGo = false; ///< data without the label's column are no failure: another one is guessed
    bool keepFields = false; ///< the study's own data, read again: its fields stay as they are
};

/// Scans the open table again, against another label.
struct InspectJob {
    using Made = ScannedData;
    LabelRule label;
};

/// Encodes the rows and searches. Opens `source.files` first where another table or none is open.
struct SearchJob {
    /// The run: finished, or stopped once the search had begun.
    using Made = RunPtr;
    SourceReference source;
    Schema schema;
    Settings settings;
    RunPtr resume; ///< the run to continue, or null
};

/// Writes the whole audit into one file.
struct SaveAuditJob {
    struct Made { };
    std::filesystem::path path;
    std::vector<RunPtr> runs;
    std::vector<Proof> proofs;
    std::optional<Rule> rule;
};

/// Retrains with and without the dropped fields and compares on test rows. The plan is in the audit's file
/// before test rows are opened, and its outcome afterwards.
struct ProveJob {
    /// Once the plan is in the file: with its outcome, or, stopped or failed, as announced.
    using Made = Proof;
    SaveAuditJob audit; ///< the file, and what it holds besides this proof
    RunPtr run; ///< whose decision is proved
    ProofPlan plan;
};

/// A study of studyKinds() with its plan.
struct EvidenceAsk {
    std::string study;
    Json plan; ///< by the study's plan fields; null: all at their defaults
};

/// Encodes the run's rows and asks them. Test rows stay closed, but for the one search that a path chooses
/// and for studies that say so.
struct EvidenceJob {
    struct Made {
        RunPtr run; ///< with what was found
        bool isNewRun = false; ///< a run that the study made, next to the one that was asked
    };
    RunPtr run;
    EvidenceAsk ask;
    Rule rule{}; ///< of the decision, for studies that ask it
};

/// Reads a *.leap file.
struct ReadAuditJob {
    using Made = std::shared_ptr<const AuditDocument>;
    std::filesystem::path path;
};

/// Writes a decision for other programs.
struct ExportDecisionJob {
    struct Made { };
    std::filesystem::path path; ///< its extension names the format
    Decision decision;
    RunPtr run;
};

using JobTask = std::variant<OpenJob, InspectJob, SearchJob, SaveAuditJob, ReadAuditJob, ExportDecisionJob,
                             ProveJob, EvidenceJob>;

/// What the worker is asked to do, with the means to stop it from the window's thread.
struct Job {
    quint64 id = 0;
    JobTask task;
    std::shared_ptr<JobControl> control;
    std::shared_ptr<QtObserver> observer; ///< SearchJob only
};

enum class JobOutcome { Finished, Stopped, Failed };

/// A task and what became of it. @tparam Task an alternative of JobTask
template <typename Task> struct TaskEnd {
    Task task; ///< as asked
    std::optional<typename Task::Made> made; ///< empty: nothing was
};

template <typename Tasks> struct TaskEndsOf;
template <typename... Tasks> struct TaskEndsOf<std::variant<Tasks...>> {
    using Type = std::variant<TaskEnd<Tasks>...>;
};

/// The one terminal event of a job.
struct JobEnd {
    quint64 id = 0;
    JobOutcome outcome = JobOutcome::Finished;
    QString error; ///< Failed: a sentence that says what is wrong and what to do
    bool userCanFix = false; ///< Failed: caused by a bad file or setting, not by the program
    /// By kind of task, what was asked and what was made. Finished tasks have made something, but for
    /// evidence that added nothing; stopped and failed ones rarely have.
    TaskEndsOf<JobTask>::Type result;

    /// The end of a job of this kind; null where it was of another.
    template <typename Task> [[nodiscard]] const TaskEnd<Task>* of() const
    {
        return std::get_if<TaskEnd<Task>>(&result);
    }
    /// What a job of this kind made; null where it was of another kind or made nothing.
    template <typename Task> [[nodiscard]] const typename Task::Made* made() const
    {
        const TaskEnd<Task>* ended = of<Task>();
        return ended && ended->made ? &*ended->made : nullptr;
    }
    /// Becomes a failure that the user can fix.
    void fail(const QString& why)
    {
        outcome = JobOutcome::Failed;
        error = why;
        userCanFix = true;
    }
};

/// The end of a job that has made nothing yet.
[[nodiscard]] JobEnd endOf(quint64 id, const JobTask& task, JobOutcome outcome = JobOutcome::Finished);

} // namespace leap::ui

Q_DECLARE_METATYPE(leap::ui::JobEnd)

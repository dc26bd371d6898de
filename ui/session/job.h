// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/audit/repeated_searches.h"
#include "core/base/job_control.h"
#include "core/data/inspect/inspect.h"
#include "core/data/load.h"
#include "core/decide/decision.h"
#include "core/study/ledger/ledger.h"
#include "core/study/path/alpha_path.h"
#include "core/study/probes/probe_study.h"
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

/// Reads files and scans every column. Without a label column one is guessed from what the scan finds.
struct OpenJob {
    std::vector<std::filesystem::path> files;
    ReadOptions read;
    LabelRule label;
};

/// Scans the open table again, against another label.
struct InspectJob {
    LabelRule label;
};

/// Encodes the rows and searches. Opens `source.files` first where another table or none is open.
struct SearchJob {
    SourceReference source;
    Schema schema;
    Settings settings;
    RunPtr resume; ///< a run to go on with, or nothing
};

struct SaveAuditJob {
    std::filesystem::path path;
    std::vector<RunPtr> runs;
    std::vector<Proof> proofs;
    std::optional<Rule> rule;
};

/// Retrains with and without the dropped fields and compares on test rows. The plan is in the audit's file
/// before test rows are opened, and its outcome afterwards.
struct ProveJob {
    SaveAuditJob audit; ///< the file, and what is in it beside this proof
    RunPtr run; ///< whose decision is proved
    ProofPlan plan;
};

/// What a finished run can be asked beside its gates.
using EvidenceAsk = std::variant<LedgerPlan, ProbePlan, Repeats, AlphaPathPlan>;

/// Encodes the run's rows and asks them. Test rows stay closed, but for the one search that a path chooses.
struct EvidenceJob {
    RunPtr run;
    EvidenceAsk ask;
};

struct ReadAuditJob {
    std::filesystem::path path;
};

struct ExportDecisionJob {
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

/// The one terminal event of a job. Only what the job makes is set.
struct JobEnd {
    quint64 id = 0;
    JobTask task; ///< as asked
    JobOutcome outcome = JobOutcome::Finished;
    QString error; ///< Failed: in words, naming what is wrong and what to do
    bool usersTurn = false; ///< Failed: the user can mend it (bad file or setting)
    ReportPtr report; ///< OpenJob, InspectJob
    LabelRule label; ///< OpenJob, InspectJob: as asked or as guessed
    /// SearchJob: finished, or stopped once the search had begun. EvidenceJob: the run with what was found,
    /// or the run that a path of alphas chose; null where nothing was found
    RunPtr run;
    std::shared_ptr<const AuditDocument> document; ///< ReadAuditJob
    std::optional<Proof> proof; ///< ProveJob: once it is in the file; stopped or failed: as announced
};

} // namespace leap::ui

Q_DECLARE_METATYPE(leap::ui::JobEnd)

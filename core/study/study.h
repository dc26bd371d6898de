// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/decide/decision.h"
#include "core/record/table.h"
#include "core/study/plan.h"
#include "core/study/retrain/prove_observer.h"
#include "core/study/run_record.h"
#include "core/train/observer.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// What a study works with; it must outlive the call.
struct StudyWork {
    const RunRecord& run; ///< the run that is asked; of a study of data: its settings and schema only
    std::shared_ptr<const Dataset> dataset; ///< the run's rows
    Json plan; ///< by the study's PlanFields; null: all at their defaults
    Rule rule; ///< the decision's, for studies that ask it
    std::string version; ///< of the program
    RunControl& control;
    ProveObserver& observer; ///< hears of trainings
    TrainObserver& searches; ///< hears of whole searches
};

struct StudyOutcome {
    StudyResult result; ///< empty: there is none; of a stopped study: what was done of it
    /// A run that the study made or completed: the choice of a path, a run with further searches.
    std::optional<RunRecord> run;
    bool isNewRun = false; ///< `run` is another one than was asked
    bool stopped = false;
};

/// A question that a finished search can be asked, with all that command line, window, report and file need
/// to ask it, to keep its answer and to show it.
struct StudyKind {
    enum class Needs { Run, Data };
    enum class Opens { ValidationRows, TestRows };

    std::string name; ///< of the command, and in StudyResults: "probes"
    std::string key; ///< of its result in a run's file; empty: it is not kept there
    std::string title; ///< "Noise floor"
    std::string question; ///< as the command's help asks it
    std::string help; ///< what is done, in a sentence or two
    Needs needs = Needs::Run;
    Opens opens = Opens::ValidationRows;
    bool asksRule = false; ///< its answer depends on StudyWork::rule
    bool isCommand = false; ///< `leap NAME` is made from this entry
    bool commandKeeps = false; ///< and writes the result into the run's file
    bool commandTells = false; ///< without an option of its plan it shows what the file holds, if anything
    std::vector<PlanField> plan;

    /// Refuses a plan that makes no sense, before rows are read. @throws InputError
    std::function<void(const Json& plan)> check;
    std::function<StudyOutcome(const StudyWork&)> make;
    /// Searches that a plan leads to, for progress; null: none.
    std::function<int(const RunRecord&, const Json& plan)> searches;

    std::function<std::vector<ResultTable>(const StudyResult&)> tables;
    std::function<std::vector<std::string>(const StudyResult&)> words; ///< sentences below the tables
    std::function<Json(const StudyResult&)> write; ///< as the command's --json or --out has it
    /// Strict. @throws InputError naming the place
    std::function<StudyResult(const Json&, const std::string& where)> read;

    [[nodiscard]] bool isKept() const { return !key.empty(); }
};

/// Every study of the program, in the order in which they are shown.
[[nodiscard]] const std::vector<StudyKind>& studyKinds();
/// @throws InputError for a name that no study has (with a suggestion)
[[nodiscard]] const StudyKind& studyKind(const std::string& name);

/// The study that answers which fields can go; its first sentence is the answer.
inline constexpr const char* kVerdictStudy = "verdict";

/// Asks a study. Validation rows are read; test rows stay closed but for studies that say so.
/// @throws InputError for a plan or a run that makes no sense
[[nodiscard]] StudyOutcome runStudy(const StudyKind& study, const StudyWork& work);
/// The run with what a study found: the outcome's own run, or the one that was asked with its result.
[[nodiscard]] RunRecord runWith(const StudyKind& study, const StudyWork& work, StudyOutcome outcome);

/// All that a result shows, as text for a terminal: its tables with their notes.
[[nodiscard]] std::string studyText(const StudyKind& study, const StudyResult& result);
/// The same as XHTML, with the sentences below.
[[nodiscard]] std::string studyHtml(const StudyKind& study, const StudyResult& result);

/// What a run's file keeps of a study that `results` has; a result that could not be read as it was read.
[[nodiscard]] std::string storedText(const StudyKind& study, const StudyResults& results);
/// Reads it. A text that is JSON but no result of this study becomes an unreadable one.
/// @throws InputError naming `where` when it is no JSON
void readStored(const StudyKind& study, const std::string& text, const std::string& where,
                StudyResults& results);

} // namespace leap

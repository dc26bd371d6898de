// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/study/path/alpha_path.h"
#include "core/study/repeats/repeated_searches.h"
#include "core/study/retrain/prove_observer.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace leap {

/// A whole audit as the command line and a script ask for it.
struct AuditRequest {
    std::vector<std::filesystem::path> files; ///< empty with `resume`: as stored there
    ReadOptions read;
    LoadOptions load;
    std::optional<std::filesystem::path> schema; ///< a schema file; otherwise one is proposed
    bool schemaBeside = true; ///< without schema and ranges, one that lies with the data is taken up
    std::optional<std::filesystem::path> ranges; ///< a range table for a dense matrix
    ProposeOptions propose;
    SplitRule split;
    bool splitGiven = false; ///< by the user; otherwise files that are split by their names keep their parts
    Settings settings;
    Repeats repeats; ///< further searches; with `resume` of a finished run they may be all that is done
    /// The plan of a verdict (core/study/verdict) that follows the search; nothing: none does.
    std::optional<Json> verdict;
    bool alphaPath = false; ///< alpha from a path of searches (alpha_path.h); settings.alpha is then empty
    std::optional<std::filesystem::path> out; ///< written at the end, and when stopped
    std::optional<std::filesystem::path> resume; ///< continues the last run of this file
    std::optional<int64_t>
        resumeToEpochs; ///< more than it was planned for; a finished run needs them, or repeats
};

/// file -> fields -> search -> record -> verdict; the window does the same steps one by one with the same
/// functions. The file is written after the search and again after the verdict. Data that allow no verdict
/// (too few rows, ...) leave the run without one, which the observer is told.
/// @param trainings hears of the verdict's; may be null
/// @throws InputError, FailureError, Cancelled (while reading only)
[[nodiscard]] RunRecord runAudit(const AuditRequest& request, Progress& progress, RunControl& control,
                                 TrainObserver& observer, ProveObserver* trainings = nullptr);

/// The schema that a request without a schema file leads to: from its range table, or proposed.
/// @throws InputError
[[nodiscard]] Schema schemaFor(const AuditRequest& request, const InspectReport& report);

/// Searches an encoded dataset and makes the record of it; used by runAudit and by the window.
[[nodiscard]] RunRecord searchAndRecord(const std::shared_ptr<const Dataset>& dataset,
                                        const SourceReference& source, const Settings& settings,
                                        RunControl& control, TrainObserver& observer,
                                        const SearchResult* resume = nullptr);

/// Searches a path of alphas (alpha_path.h) and makes the record of the one that it chooses; that one alone
/// is judged on test rows. Stopped: the record's result has no step.
[[nodiscard]] RunRecord searchPathAndRecord(const std::shared_ptr<const Dataset>& dataset,
                                            const SourceReference& source, const Settings& settings,
                                            const AlphaPathPlan& plan, RunControl& control,
                                            TrainObserver& observer);

/// The object that `leap audit --json` prints.
[[nodiscard]] Json auditToJson(const RunRecord& run);
/// The ranking as a table for a terminal.
[[nodiscard]] std::string rankingTable(const RunRecord& run);
/// What a single pass is judged on after a block: "block 3", or the validation rows after the last.
[[nodiscard]] std::string nextRows(const Settings& settings, int64_t block);
/// The blocks of a single pass as a table: what each taught, and what the model said of the next rows before
/// it learnt from them. Empty for a search in epochs.
[[nodiscard]] std::string blocksTable(const RunRecord& run);

} // namespace leap

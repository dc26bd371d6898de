// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/load.h"
#include "core/data/rows/dataset.h"
#include "core/decide/rule.h"
#include "core/search/search.h"
#include "core/study/proof/proof.h"
#include "core/settings/settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// Where a run's rows are found again.
struct SourceReference {
    std::vector<std::string> files; ///< absolute paths at the time of the run
    ReadOptions options;
    SplitRule split;
};

/// One run of a selector: `/runs/<n>` of the file.
struct RunRecord {
    std::string created; ///< UTC, ISO 8601
    SourceReference source;
    Schema schema;
    Settings settings;
    DatasetCard card;
    std::vector<FieldFacts> facts; ///< [F]
    SearchResult result;
    Json alphaPath; ///< the path that chose alpha, as alphaPathToJson() writes it; null: there was none
    Json ledger; ///< what fields earn, pay and save, as ledgerToJson() writes it; null: not made yet
    Json probes; ///< the noise floor, as probeStudyToJson() writes it; null: not made yet
    int64_t peakBytes = 0; ///< of the process
    std::string version; ///< of the program
};

/// Everything of one study, and its one file `*.leap` (HDF5 inside).
struct AuditDocument {
    std::vector<RunRecord> runs; ///< oldest first
    std::vector<Proof> proofs{}; ///< oldest first; each opened test rows, or announced that it would
    std::optional<Rule> rule; ///< the decision's rule as last set in the window
};

[[nodiscard]] std::string programVersion(); ///< "0.1.0"
[[nodiscard]] std::string toolName(); ///< "LeAP Studio 0.1.0", as files name their maker

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retrain/prove_observer.h"
#include "core/study/retrain/study_memory.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// A dataset of a comparison; loaded when its turn comes, so that one at a time is in memory.
struct CompareData {
    std::string name;
    std::function<std::shared_ptr<const Dataset>()> load;
};

/// The Search-Retrain protocol (paper section 4.1) over datasets, selectors, keep ratios and seeds.
struct CompareRequest {
    std::vector<CompareData> data;
    std::vector<std::string> selectors; ///< names
    std::vector<double> keepRatios; ///< (0, 1]
    int searchSeeds = 2; ///< settings.seed, settings.seed + 1, ...
    int retrainSeeds = 5; ///< the same
    Settings settings;
    /// @throws InputError
    void validate() const;
};

/// What one search keeps at one ratio, and the test AUC of its retrainings.
struct CompareSet {
    uint64_t searchSeed = 0;
    int draw = 0; ///< of selectors that average over draws
    std::vector<std::string> kept;
    std::vector<double> auc; ///< one a retrain seed; one in all for a draw
};

/// One selector at one ratio on one dataset: a cell of the paper's Table 2. Figures are means over all
/// retrainings, on test rows.
struct CompareRow {
    std::string dataset;
    std::string selector;
    std::string title;
    double keepRatio = 1;
    std::vector<std::string> kept; ///< the set that most searches kept (the earlier one of equals)
    int64_t keptColumns = 0; ///< of `kept`
    MetricValue auc;
    double aucSd = 0; ///< sample standard deviation over all retrainings; 0 for a single one
    double aucSdSearch = 0; ///< of the searches' means: the spread that the search adds
    double aucSdRetrain = 0; ///< pooled over searches: the spread of retraining the same set
    MetricValue logLoss;
    MetricValue gaucByImpressions;
    MetricValue gaucPlain;
    MetricValue validationAuc;
    double searchSeconds = 0; ///< mean of a search
    double retrainSeconds = 0; ///< mean of a retraining
    int64_t forwardPasses = 0; ///< mean of a search, see SelectorOutcome
    std::vector<CompareSet> sets;
    std::vector<std::string> notes; ///< of its searches, each once
};

struct CompareResult {
    RunOutcome outcome = RunOutcome::Finished;
    std::vector<CompareRow> rows; ///< by dataset, ratio, selector
    std::vector<std::string> fingerprints; ///< of the datasets
    Looks looks;
};

/// Searches and retrains what `memory` does not know yet. Each selector sees the same rows, model, epochs and
/// seeds; equal kept sets are trained once. A stopped comparison has the rows that were complete.
/// @throws InputError for an unknown selector, or settings that make no sense
[[nodiscard]] CompareResult compare(const CompareRequest& request, StudyMemory& memory, RunControl& control,
                                    ProveObserver& observer);

} // namespace leap

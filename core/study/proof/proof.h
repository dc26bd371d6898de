// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/rule.h"
#include "core/study/retrain/trained_sets.h"

#include <optional>
#include <string>
#include <vector>

namespace leap {

/// What is fixed before the test rows are opened.
struct ProofPlan {
    Rule rule;
    std::vector<std::string> dropped; ///< the whole dropped set is proved together
    LossMetric metric = LossMetric::Auc;
    double margin = 1e-3; ///< a loss below this does not count
    int seeds = 5; ///< trainings of either model
    uint64_t firstSeed = 0;
    /// @throws InputError: margin not above 0, fewer than two seeds, nothing dropped
    void validate() const;
};

/// A planned proof, and its outcome once it has one.
struct Proof {
    std::string created; ///< UTC, ISO 8601
    ProofPlan plan;
    bool finished = false; ///< false: announced, then interrupted
    double full = 0; ///< the metric with all fields on test rows, mean over seeds
    double pruned = 0;
    PairedLoss loss; ///< on test rows
    int64_t testLooks = 0; ///< trained models that this proof judged on test rows
    /// The upper 95 % bound of the loss is below the margin.
    [[nodiscard]] bool noLoss() const;
};

/// Trains the full and the pruned model with the plan's seeds and compares them on test rows, once.
/// @return nothing when stopped
[[nodiscard]] std::optional<Proof> prove(const ProofPlan& plan, TrainedSets& sets);

} // namespace leap

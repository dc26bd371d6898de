// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"
#include "core/study/retrain/trained_sets.h"
#include "core/study/study_result.h"

#include <optional>
#include <string>
#include <vector>

namespace leap {

/// A model after some columns are pruned.
struct RoiPoint {
    std::vector<std::string> kept; ///< schema order
    int64_t fieldsKept = 0;
    int64_t columnsPruned = 0;
    double metric = 0; ///< mean over seeds, on validation rows
    PairedLoss paired; ///< against the model with all fields
    bool withinOneError = false; ///< not worse than the curve's best model by more than their paired error
};

/// One selector's curve: fewer and fewer columns, by its ranking.
struct RoiCurve {
    std::string selector;
    std::string title;
    std::vector<RoiPoint> points; ///< from all fields down
    size_t best = 0; ///< the point with the best metric
    size_t chosen = 0; ///< the fewest columns within one paired standard error of the best
    double searchSeconds = 0;
    int64_t forwardPasses = 0;
};

struct Roi {
    RunOutcome outcome = RunOutcome::Finished;
    LossMetric metric = LossMetric::Auc;
    int64_t columns = 0; ///< of all fields
    int seeds = 0;
    std::vector<RoiCurve> curves; ///< those that were complete
    Looks looks;
};
template <> inline constexpr const char* studyName<Roi> = "roi";

struct RoiPlan {
    std::vector<std::string> selectors{"leap", "leap-base"};
    int points = 8; ///< models a curve, next to the one with all fields
    int retrainSeeds = 2; ///< trainings of each model
    std::optional<LossMetric> metric; ///< empty: defaultLossMetric()
};

struct RoiRequest {
    std::vector<std::string> selectors;
    int points = 8; ///< models per curve, besides the one with all fields
    LossMetric metric = LossMetric::Auc;
    Settings settings; ///< its seed is the search seed too
};

/// Table 4 of the paper (section 4.4): pruned columns against the metric's difference, for several selectors.
/// Validation rows only. The sets of a curve are the ranking's best K fields, with K such that the pruned
/// columns are about evenly spaced.
/// @throws InputError for an unknown selector or fewer than one point
[[nodiscard]] Roi roi(TrainedSets& sets, const std::shared_ptr<const Dataset>& dataset,
                      const RoiRequest& request, RunControl& control, ProveObserver& observer);

/// The sets of a curve, from all fields down; at most points + 1, each with at least one field.
[[nodiscard]] std::vector<KeptSet> prunedSets(const RowLayout& layout, const std::vector<size_t>& order,
                                              int points);

} // namespace leap

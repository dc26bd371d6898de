// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/search.h"
#include "core/study/retrain/paired_loss.h"
#include "core/study/retrain/retrain_cache.h"
#include "core/study/study_result.h"

#include <limits>
#include <string>
#include <vector>

namespace leap {

struct AlphaPathPlan {
    int below = 2; ///< alphas below the calibrated one, each half of the next
    int above = 4; ///< alphas above it, each twice the one before
    double threshold = 0.5; ///< a field with a lower gate is dropped
    int retrainSeeds = 2; ///< trainings of each kept set
};

/// One search of the path and what its kept set is worth.
struct AlphaPoint {
    double alpha = 0;
    std::vector<double> gates; ///< [F]
    bool settled = false;
    std::vector<std::string> keptNames;
    KeptSet kept; ///< the same as marks
    MetricValue searchAuc; ///< the search's own model after its last epoch, on validation rows
    double auc =
        std::numeric_limits<double>::quiet_NaN(); ///< retrained, on validation rows; NaN: nothing kept
    PairedLoss loss; ///< against the path's best point
    bool withinOneError = false;
};

struct AlphaPath {
    RunOutcome outcome = RunOutcome::Finished;
    std::vector<std::string> fields;
    std::vector<AlphaPoint> points; ///< ascending alpha
    size_t best = 0; ///< the point with the best retrained AUC
    /// The fewest columns within one paired standard error of it; of equal ones the search with the best AUC
    /// of its own: its gates have let the dropped fields go.
    size_t chosen = 0;
    /// [F] the alpha from which on the field is dropped at every larger one; NaN: kept at the largest
    std::vector<double> fallsAt;
    Looks looks;
    SearchResult result; ///< of the chosen alpha; moved out of a path that a run keeps
};
template <> inline constexpr const char* studyName<AlphaPath> = "path";
/// How the chosen point is found, in words.
inline constexpr const char* kPathRule = "fewest columns within one paired standard error of the best";

/// Searches on a log grid around the calibrated alpha, retrains what each alpha keeps (equal sets once), and
/// picks the fewest columns whose validation AUC is within one paired standard error of the best. Every
/// choice looks at validation rows only; the test figures of the alphas not chosen are dropped unread.
///
/// Each alpha starts a fresh search: a warm start would let fields that memorise settle in at a low alpha and
/// keep their gates (see calibration.h). The retrained model judges, not the search's own: the latter has
/// trained with the fields that it is about to drop.
/// @throws InputError when no alpha keeps a field
[[nodiscard]] AlphaPath searchAlphaPath(const std::shared_ptr<const Dataset>& dataset,
                                        const Settings& settings, const AlphaPathPlan& plan,
                                        RunControl& control, TrainObserver& observer);

/// The alpha from which on each field stays dropped. @param kept [points][F], ascending alpha
[[nodiscard]] std::vector<double> fallingAlphas(const std::vector<double>& alphas,
                                                const std::vector<KeptSet>& kept);

} // namespace leap

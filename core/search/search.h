// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/search/ranking.h"
#include "core/settings/settings.h"
#include "core/train/observer.h"
#include "core/train/state_dict.h"
#include "core/train/trajectory.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// Choices that a search makes before its first step; stored, so that a resumed search makes the same ones.
struct SearchPlan {
    double alpha = 0; ///< as used
    bool alphaAuto = false;
    double calibrationGain =
        0; ///< nats: base-rate log loss - validation log loss of the throw-away model; auto only
    double gateLearningRate = 0;
    int64_t epochs = 0; ///< passes over the training rows
    int64_t batch = 0;
    double lowestReachableGate = 0;
    std::string engine; ///< device and kernels in words
    int threads = 1;
    bool operator==(const SearchPlan&) const = default;
};

struct SearchResult {
    RunOutcome outcome = RunOutcome::Finished;
    SearchPlan plan;
    Ranking ranking; ///< the gates of the last step
    Trajectory trajectory;
    std::vector<EpochReport> epochs;
    std::vector<ChangeMark> changes;
    std::vector<std::string> messages;
    int64_t steps = 0;
    int64_t bestEpoch = 0;
    double polarisation = 0;
    double seconds = 0; ///< wall time of the search, calibration included
    int64_t calibrationEpochs = 0; ///< of the throw-away model; not kept in files
    MetricValue testAuc; ///< weights of the last step; undefined until judgeOnTestRows()
    MetricValue testAucBest; ///< weights of the best validation AUC
    MetricValue testLogLoss; ///< weights of the last step
    StateDict state; ///< to go on from
};

/// The selector that a search with these settings is: "leap", "leap-base" (uniform penalty), "leap-mean",
/// "leap-exact-permute", "leap-exact-drop", the last three with "-base" under the uniform penalty.
[[nodiscard]] std::string searchSelectorName(const Settings& settings);

/// LeAP (adaptive penalty), LeAP-Base (uniform) and the other forms of the gate on an encoded dataset:
/// calibrates alpha if asked, trains, ranks; in epochs, or in a single pass over a stream
/// (Settings::singlePass). Test rows stay closed. Synchronous; call it from a worker thread.
/// @param resume an earlier result of the same dataset and settings: the search continues where it stopped.
/// With more epochs in `settings` than planned, a finished one continues too; its plan (alpha, rates) is
/// kept.
/// @throws InputError for settings that make no sense or a resume that does not fit
[[nodiscard]] SearchResult runSearch(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                                     RunControl& control, TrainObserver& observer,
                                     const SearchResult* resume = nullptr);

/// Settings for training anew what a search keeps: as many epochs as the search was planned for, where too
/// few steps had made it raise their number.
[[nodiscard]] Settings retrainSettings(Settings settings, const SearchPlan& plan);

/// The test figures of a finished search, from its state: for the search that was chosen, once nothing is
/// left to choose. Any other outcome is left as it is.
/// @param dataset, settings those of the search
void judgeOnTestRows(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                     SearchResult& result);

} // namespace leap

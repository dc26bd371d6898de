// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retrain/retrain.h"
#include "core/study/study_result.h"
#include "core/train/state_dict.h"

#include <string>
#include <vector>

namespace leap {

/// The same model in its stages, judged on validation rows.
struct FineTuning {
    RunOutcome outcome = RunOutcome::Finished;
    Evaluation full; ///< all fields, the search's best weights
    Evaluation before; ///< pruned, weights kept, not trained further
    Evaluation after; ///< the best of the fine-tuning's epochs
    Evaluation scratch; ///< pruned and retrained from scratch
    int64_t epochs = 0; ///< of fine-tuning, done
    int64_t scratchEpochs = 0;
    double tuneSeconds = 0;
    double scratchSeconds = 0;
};
template <> inline constexpr const char* studyName<FineTuning> = "prune";

struct FineTuningPlan {
    int64_t epochs = 2; ///< of fine-tuning
};

/// Section 3.4 of the paper: remove the dropped fields and the gates, then fine-tune; with a retraining from
/// scratch for comparison.
/// @param best the search's weights of its best epoch, arrays under "best/"
[[nodiscard]] FineTuning fineTune(const std::shared_ptr<const Dataset>& dataset, const StateDict& best,
                                  const KeptSet& kept, const Settings& settings, int64_t epochs,
                                  RunControl& control);

} // namespace leap

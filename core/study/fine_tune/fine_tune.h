// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retrain/retrain.h"
#include "core/study/study_result.h"
#include "core/train/state_dict.h"

#include <span>
#include <string>
#include <vector>

namespace leap {

/// Mean of the concatenated row over the training rows, by a trained model's tables.
/// @param model arrays under "engine/" @return [D]
[[nodiscard]] std::vector<double> meanRow(const StateDict& model,
                                          const std::shared_ptr<const Dataset>& dataset);

/// The pruned model with the weights of the full one: each layer that reads the row loses the dropped
/// columns, and the layer's bias takes what they contribute on average, W_i mean(x_i). The model then says
/// what the full one says of a row whose dropped fields stand at their mean.
/// @param model, fresh the full and a fresh pruned model's arrays, as StepEngine::saveModel() gives them
/// @throws InputError for a network whose layers are more than matrices over the row (cross layers, a head of
/// the user's own)
[[nodiscard]] StateDict pruneWeights(const StateDict& model, const RowLayout& layout, const KeptSet& kept,
                                     std::span<const double> mean, StateDict fresh);

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

/// Section 3.4 of the paper: remove the dropped fields and the gates, then fine-tune; beside it a retraining
/// from scratch.
/// @param best the search's weights of its best epoch, arrays under "best/"
[[nodiscard]] FineTuning fineTune(const std::shared_ptr<const Dataset>& dataset, const StateDict& best,
                                  const KeptSet& kept, const Settings& settings, int64_t epochs,
                                  RunControl& control);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/decide/kept_set.h"
#include "core/settings/settings.h"
#include "core/train/engine_spec.h"
#include "core/train/evaluate.h"
#include "core/train/observer.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace leap {

/// A model's figures on one part, with what it says of each row.
struct Judgement {
    Evaluation figures;
    Predictions rows;
};

struct RetrainResult {
    RunOutcome outcome = RunOutcome::Finished;
    Judgement validation;
    std::optional<Judgement> test; ///< only where the test rows were opened
    int64_t steps = 0;
    int64_t epochs = 0; ///< done
    int64_t bestEpoch = 0; ///< whose weights are judged, from 1
    double seconds = 0; ///< wall time
};

enum class TestRows {
    Closed, ///< every choice looks at validation rows only
    Open, ///< the final figures
};

/// The weights that were judged, and what they belong to: for makeTrainedModel(), prefix "engine/".
struct RetrainedModel {
    EngineSpec spec;
    StateDict state;
};

/// Trains the pruned model from scratch (the "Retrain" of the paper's protocol, section 4.1) and judges the
/// weights of its best validation AUC. Training rows only, as in a search: gate rows stay unread, so that
/// the models of all selectors see the same rows.
///
/// Settings of gates and penalty are not looked at; `seed` replaces the settings' own. The model has the
/// pruned layout, hence its own width and first-layer start: not a masked full model.
/// @param model gets the weights of a finished training; may be null
/// @throws InputError when no field is kept or the settings make no sense
[[nodiscard]] RetrainResult retrain(const std::shared_ptr<const Dataset>& dataset, const KeptSet& kept,
                                    const Settings& settings, uint64_t seed, TestRows test,
                                    RunControl& control, RetrainedModel* model = nullptr);

/// Names a training: equal keys mean equal figures. Of data (fingerprint, schema, split), kept set, seed and
/// those settings that retraining reads; the number of threads changes no figure.
[[nodiscard]] std::string retrainKey(const Dataset& dataset, const KeptSet& kept, const Settings& settings,
                                     uint64_t seed);
/// The data's part of the key.
[[nodiscard]] std::string dataKey(const Dataset& dataset);

} // namespace leap

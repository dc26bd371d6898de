// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"
#include "core/train/engines.h"
#include "core/train/trained_model.h"

#include <cstdint>
#include <memory>

namespace leap {

/// The model with all fields, trained like a retraining: the same rows, epochs and early stop for every
/// selector that asks a finished model.
struct SharedModel {
    EngineSpec spec;
    std::unique_ptr<StepEngine> engine; ///< with the weights of the best validation AUC
    int64_t batch = 0;
    int64_t forwardRows = 0; ///< that training and its evaluations took

    /// The finished model, to be asked. `engine` is gone afterwards, so that its tables are not in memory
    /// twice.
    [[nodiscard]] std::unique_ptr<TrainedModel> takeModel();
};
/// @throws Cancelled when it is stopped
[[nodiscard]] SharedModel trainSharedModel(const SelectorContext& context);

/// Validation rows in stored order.
[[nodiscard]] std::unique_ptr<BatchSource> validationRows(const SelectorContext& context, int64_t batch);

} // namespace leap

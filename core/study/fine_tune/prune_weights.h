// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/decide/kept_set.h"
#include "core/model/network/row_readers.h"
#include "core/train/state_dict.h"

#include <memory>
#include <span>
#include <vector>

namespace leap {

/// Mean of the concatenated row over the training rows, by a trained model's tables.
/// @param model arrays under "engine/" @return [D]
[[nodiscard]] std::vector<double> meanRow(const StateDict& model,
                                          const std::shared_ptr<const Dataset>& dataset);

/// The pruned model with the weights of the full one: each layer that reads the row loses the dropped
/// columns, and the layer's bias takes what they contribute on average, W_i mean(x_i). The model then says
/// what the full one says of a row whose dropped fields are at their mean.
/// @param readers of the full model's row: rowReadersOf()
/// @param model, fresh the full and a fresh pruned model's arrays, as StepEngine::saveModel() gives them
/// @throws InputError for a network whose layers are more than matrices over the row (cross layers, a head of
/// the user's own)
[[nodiscard]] StateDict pruneWeights(const StateDict& model, const RowLayout& layout, const KeptSet& kept,
                                     std::span<const double> mean, const RowReaders& readers,
                                     StateDict fresh);

} // namespace leap

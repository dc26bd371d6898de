// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retrain/paired_loss.h"

#include <cstddef>
#include <vector>

/// Trainings of folds, [folds][models]. Private to this room.
namespace leap {

/// Mean over folds and models of a metric on the rows that they judge.
[[nodiscard]] double meanOver(const std::vector<Trainings>& folds, LossMetric metric);
/// The first `count` trainings of each fold.
[[nodiscard]] std::vector<Trainings> firstOf(const std::vector<Trainings>& folds, size_t count);
/// Adds more trainings to each fold.
void append(std::vector<Trainings>& folds, const std::vector<Trainings>& more);
/// What `pruned` loses against `reference`, of as many models as both have.
[[nodiscard]] PairedLoss lossOver(const std::vector<Trainings>& reference,
                                  const std::vector<Trainings>& pruned, LossMetric metric);

} // namespace leap

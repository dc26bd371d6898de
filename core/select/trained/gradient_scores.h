// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/train/trained_model.h"

#include <cstdint>
#include <vector>

/// Scores of fields from a trained model's gradient with respect to its rows.
namespace leap {

/// SHARK: the first-order estimate of how much a row's loss rises when the field's columns are replaced by
/// their means: sum_b w_b <d l_b / d x_b, mean - x_b> / sum_b w_b over all rows. Sums of columns, so that the
/// size of the batches changes nothing (the authors' code reads one row at a time).
/// @param ranges [F + 1] @return [F], nats a row, signed: higher = the model misses the field more
[[nodiscard]] std::vector<double> sharkScores(TrainedModel& model, BatchSource& rows,
                                              const std::vector<int64_t>& ranges);

/// SFS: the mean over batches of |d (a batch's mean loss) / d m_i| at m = 1, where x~_i = m_i x_i.
/// @param mostBatches batches read at most @return [F] >= 0
[[nodiscard]] std::vector<double> sfsScores(TrainedModel& model, BatchSource& rows,
                                            const std::vector<int64_t>& ranges, int64_t mostBatches);

} // namespace leap

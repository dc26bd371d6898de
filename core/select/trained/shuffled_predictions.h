// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/train/shuffled_rows.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <memory>

namespace leap {

/// A model's predictions of `rows` with one field shuffled: by the engine's own way where it has one, else by
/// predicting the shuffled rows. @param engine, layout, rows outlive it
[[nodiscard]] std::unique_ptr<ShuffledRows> shuffledPredictions(StepEngine& engine, const RowLayout& layout,
                                                                const Batch& rows);

/// Rows that are shuffled with one another: at most 65,536, and less where they would take over 256 MiB.
[[nodiscard]] int64_t shuffledBlock(const RowLayout& layout);

} // namespace leap

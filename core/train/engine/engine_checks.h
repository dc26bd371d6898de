// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/engine_spec.h"
#include "core/train/step_engine.h"

#include <cstdint>

/// What every engine asks of its input, and the streams that every engine draws from.
namespace leap {

/// @throws InputError when the fields do not tile the columns
void checkLayout(const RowLayout& layout);
/// @throws FailureError when batch or input do not fit the layout, InputError for tau
void checkStep(const Batch& batch, const StepInput& input, const RowLayout& layout, bool hasGates);
/// @throws InputError naming the step when the loss is not finite @param rate the learning rate
void checkLoss(double loss, int64_t step, double rate);
/// @throws InputError when it is no finite number above 0
void checkRate(double rate);

/// Names the dropout masks of a step. Gate steps draw other masks and permutations than the backbone step of
/// the same number; a joint step draws those of a backbone step.
[[nodiscard]] uint64_t dropoutKey(uint64_t seed, const StepInput& input);
/// The gate operator's seed.
[[nodiscard]] int64_t gateSeed(uint64_t seed, StepKind kind);

} // namespace leap

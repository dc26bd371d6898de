// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// A method that multiplies each field by a factor while the shared model trains, and learns the factors.
class ScalePolicy {
public:
    virtual ~ScalePolicy() = default;
    /// The factors of step `step` (from 1), [F].
    virtual void scales(int64_t step, std::span<float> out) = 0;
    /// How the factors learn in this step: not at all (Backbone), after the backbone on gate rows (Gates), or
    /// with it on training rows (Joint).
    [[nodiscard]] virtual StepKind learnsAt(int64_t step) const = 0;
    /// @param dscale [F] d loss / d factor at the factors of this step
    virtual void learn(int64_t step, std::span<const float> dscale) = 0;
    /// [F] the final scores.
    [[nodiscard]] virtual std::vector<double> scores() const = 0;
};

/// Trains the shared model for Settings::epochs under the policy's factors. No early stop: the factors decide
/// what the model reads, so its validation AUC with all of it says little about them.
/// Sets ranking and forwardPasses of the outcome. @throws Cancelled when it is stopped
void trainScaled(const SelectorContext& context, ScalePolicy& policy, SelectorOutcome& outcome);

} // namespace leap

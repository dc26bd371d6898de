// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace leap {

class GateState;

/// A training step as it is read back later.
struct ResidentStep {
    int64_t step = 0;
    double trainLoss = 0;
    double gateLoss = std::numeric_limits<double>::quiet_NaN(); ///< NaN without a gate step
    std::vector<float> theta; ///< [F] after the step; empty without gates
    std::vector<double> divergence; ///< [F] Dbar after it, before the clip
};

/// What to do in a training step. Steps count from 1.
struct ResidentOrder {
    int64_t step = 1;
    bool joint = false; ///< theta learns with the backbone on the training batch
    const Batch* gate = nullptr; ///< theta learns on these rows after the backbone's step; null: it does not
};

/// Training steps whose gates, losses and divergences stay on the model's device: none of them makes the host
/// wait for it. What is done is that of StepEngine::step() with GateState between the steps, within rounding.
class ResidentSteps {
public:
    /// Steps that may wait to be collected.
    static constexpr int64_t kMost = 32;

    virtual ~ResidentSteps() = default;
    /// Takes over the gates as they stand; null for a model without. Nothing may be pending.
    virtual void begin(const GateState* gates) = 0;
    /// At most kMost between two collect().
    virtual void queue(const Batch& train, const ResidentOrder& order) = 0;
    [[nodiscard]] virtual int64_t pending() const = 0;
    /// Waits for the device. @param steps the pending ones, oldest first @param gates as they stand after
    /// them
    /// @throws InputError naming the first step whose loss was not finite
    virtual void collect(std::vector<ResidentStep>& steps, GateState* gates) = 0;
};

} // namespace leap

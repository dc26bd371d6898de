// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/settings/settings.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

class ResidentSteps;

/// What moves in a step.
enum class StepKind {
    Backbone, ///< embeddings, network and BatchNorm statistics; theta stays
    Gates, ///< theta only: batch statistics and dropout are on, nothing else moves
    Joint, ///< both
};

struct StepInput {
    StepKind kind = StepKind::Backbone;
    int64_t step = 0; ///< counts from 1; with `kind` it picks dropout and permutations
    std::span<const float> theta; ///< [F]; unused with None and Mask
    float tau = 1;
};

struct StepResult {
    double loss = 0; ///< mean task loss of the batch (binary cross entropy, nats), without the penalty
    std::vector<float> dtheta; ///< [F] gradient of the task loss; empty for Backbone steps
    std::vector<float> divergence; ///< [F] Delta of this batch; empty with None, Mask and Scale
};

/// One model in training. Does a step on the rows that it is given; knows nothing of epochs, penalties or
/// stopping. Not thread-safe. Same seed, threads and device: bit-equal results.
class StepEngine {
public:
    virtual ~StepEngine() = default;
    virtual void step(const Batch& batch, const StepInput& input, StepResult& result) = 0;
    /// Logits [batch.rows] of the current model: no dropout, running statistics, x~ = x (or masked).
    virtual void predict(const Batch& batch, std::vector<float>& logits) = 0;
    /// Where the gates can stay on the model's device from step to step; null: call step().
    [[nodiscard]] virtual ResidentSteps* resident() { return nullptr; }
    virtual void setLearningRate(double rate) = 0; ///< pending lazy updates are done with the old rate first
    virtual void save(StateDict& state) const = 0; ///< under "engine/"
    virtual void load(const StateDict& state) = 0; ///< @throws InputError when it does not fit
    /// The model alone (weights, running statistics): what save() gives without the optimiser's part.
    virtual void saveModel(StateDict& state) const = 0;
    /// Takes over a model; the optimiser stays as it is. @throws InputError when it does not fit
    virtual void loadModel(const StateDict& state) = 0;
    [[nodiscard]] virtual std::string description() const = 0; ///< device and kernels in words
};

} // namespace leap

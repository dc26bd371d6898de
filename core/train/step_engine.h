// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/settings/settings.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

class ResidentSteps;
class ShuffledRows;

/// What moves in a step.
enum class StepKind {
    Backbone, ///< embeddings, network and BatchNorm statistics; theta stays
    Gates, ///< theta only: batch statistics and dropout are on, nothing else moves
    Joint, ///< both
};

/// What stands between the concatenated row and the backbone (every path of the backbone reads the result).
struct TransformSpec {
    enum class Kind {
        None, ///< x~ = x
        Mask, ///< dropped fields read zero: retraining of a pruned model
        Leap, ///< x~ = g x + (1 - g) sg(x') in training, x~ = x in evaluation
        Mean, ///< as Leap with the batch's mean of each column for x'
        SampledPermute, ///< each row and field keeps x with probability g, else reads x' (LeAP-Exact); gates
                        ///< learn from forward passes in evaluation; x~ = x in evaluation
        SampledDrop, ///< the same with the batch's mean of each column for x'
        Scale, ///< x~ = theta x in training, theta being the step's factors and tau unused; x~ = x in
               ///< evaluation
    };
    Kind kind = Kind::None;
    std::vector<uint8_t> keep; ///< Mask: [F], 1 = keep
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
    /// Logits [batch.rows] with the model as it stands: no dropout, running statistics, x~ = x (or masked).
    virtual void predict(const Batch& batch, std::vector<float>& logits) = 0;
    /// Where the gates can stay on the model's device from step to step; null: call step().
    [[nodiscard]] virtual ResidentSteps* resident() { return nullptr; }
    /// A faster way than predict() to judge rows with one field shuffled; null: there is none.
    /// @param rows outlive it; the model must not learn while it is used
    [[nodiscard]] virtual std::unique_ptr<ShuffledRows> shuffledRows(const Batch& rows);
    virtual void setLearningRate(double rate) = 0; ///< pending lazy updates are done with the old rate first
    virtual void save(StateDict& state) const = 0; ///< under "engine/"
    virtual void load(const StateDict& state) = 0; ///< @throws InputError when it does not fit
    /// The model alone (weights, running statistics): what save() gives without the optimiser's part.
    virtual void saveModel(StateDict& state) const = 0;
    /// Takes over a model; the optimiser stays as it is. @throws InputError when it does not fit
    virtual void loadModel(const StateDict& state) = 0;
    [[nodiscard]] virtual std::string description() const = 0; ///< device and kernels in words
};

/// Whether an array of an engine's state belongs to the model (weights, running statistics) and not to its
/// optimiser.
/// @param name "engine/..."
[[nodiscard]] bool isModelState(std::string_view name);

struct EngineSpec {
    RowLayout layout;
    TransformSpec transform;
    NetworkSpec network;
    double embeddingScale = 0.01;
    double learningRate = 1e-3;
    uint64_t seed = 0;
    int threads = 1;
    DeviceChoice device = DeviceChoice::Cpu;
};
/// @param batch rows of a step; with Settings::threads = 0 they decide whether more than one thread pays
[[nodiscard]] EngineSpec engineSpecFor(const Settings& settings, const RowLayout& layout,
                                       TransformSpec transform, int64_t batch);

/// The transform of a search with these settings' form of gate.
[[nodiscard]] TransformSpec searchTransform(const Settings& settings);

/// The reference engine: LibTorch autograd, any backbone, the gate operator, embedding tables under lazy
/// Adam.
/// @throws InputError when device cuda was asked for and there is none (the message says why).
[[nodiscard]] std::unique_ptr<StepEngine> makeAutogradEngine(const EngineSpec& spec);

/// The same model for the CPU without autograd: the same streams, the same state, results within float noise
/// of the reference engine's, and equal to themselves for any number of threads. Steps allocate nothing once
/// buffers have grown.
/// @throws InputError for what fusedEngineSupports() refuses
[[nodiscard]] std::unique_ptr<StepEngine> makeFusedEngine(const EngineSpec& spec);
/// Wide & Deep with a hidden layer, on the CPU (by choice, or by Auto without a GPU).
[[nodiscard]] bool fusedEngineSupports(const EngineSpec& spec);

/// The engine for a GPU: tables, network, moments and gates live on the device, batches come through pinned
/// memory, and ResidentSteps never waits for it. The same model, streams and state as the reference engine's,
/// results within float noise of it. Runs on the CPU too, where it is slower than the others: to be tested.
/// @throws InputError when device cuda was asked for and there is none (the message says why).
[[nodiscard]] std::unique_ptr<StepEngine> makeDeviceEngine(const EngineSpec& spec);

/// The fastest engine for the spec: on a GPU the one for it, else fused where it can be, else autograd.
[[nodiscard]] std::unique_ptr<StepEngine> makeEngine(const EngineSpec& spec);

/// A trained model as a function of its concatenated rows: no dropout, running statistics, nothing learns.
class RowGradients {
public:
    virtual ~RowGradients() = default;
    /// @param x [batch.rows, D] @param gradient [batch.rows, D] d (sum_b w_b l_b) / d x, l_b row b's binary
    /// cross entropy in nats and w_b its weight: a sum, so that batches add up
    virtual void read(const Batch& batch, std::vector<float>& x, std::vector<float>& gradient) = 0;
};
/// @param spec of the model; its transform is None or Mask @param state what StepEngine::saveModel() gave
[[nodiscard]] std::unique_ptr<RowGradients> makeRowGradients(const EngineSpec& spec, const StateDict& state);

} // namespace leap

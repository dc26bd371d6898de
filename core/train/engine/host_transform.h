// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/aligned_vector.h"
#include "core/model/transform/row_transform.h"
#include "core/model/transform/sampled_transform.h"
#include "core/train/engine_spec.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace leap {

/// Whether a kind is one of those below; every engine but the one for a GPU serves them.
[[nodiscard]] bool isHostTransform(TransformSpec::Kind kind);

/// A transform that is written out on the host, and what every engine does with it.
class HostTransform {
public:
    /// Empty for the kinds that the engines bring themselves (none, mask, LeAP).
    explicit HostTransform(const EngineSpec& spec);
    [[nodiscard]] explicit operator bool() const { return m_transform != nullptr; }

    /// x~ of the step, of x's shape and stride; valid until the next call.
    [[nodiscard]] const float* forward(const HostRows& x, const StepInput& input, uint64_t seed);
    /// After forward(). d loss / d x~ becomes d loss / d x; result.dtheta is set where it follows from it.
    void backward(const HostRows& x, const StepInput& input, float* gradient, StepResult& result);

    /// Logits [count] of rows of x's shape in evaluation; may be overwritten by the next call.
    using Predict = std::function<std::span<const float>(const float* rows)>;
    /// Gates learn from forward passes: before any training pass of the same step.
    [[nodiscard]] bool learnsByPredicting() const { return m_sampled != nullptr; }
    /// After forward(): sets loss and dtheta.
    void learnGates(const HostRows& x, const Batch& batch, const Predict& predict, StepResult& result);

    [[nodiscard]] std::span<const float> divergence() const { return m_transform->divergence(); }

private:
    std::unique_ptr<RowTransform> m_transform;
    SampledTransform* m_sampled = nullptr; ///< m_transform, where it is one
    AlignedVector<float> m_out; ///< x~
    AlignedVector<float> m_switched; ///< x~ with one field of each row switched
    std::vector<float> m_baseLoss; ///< [rows]
    std::vector<float> m_switchedLoss;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_layout.h"
#include "core/settings/settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// What happens to the concatenated row x before the backbone reads it as x~ (every path of the backbone
/// reads x~).
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

/// Everything that an engine is built from: the row, its transform, the network, and where it runs.
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

/// The network of an engine.
[[nodiscard]] BackboneSpec backboneSpecFor(const EngineSpec& spec);

/// The transform of a search with these settings' form of gate.
[[nodiscard]] TransformSpec searchTransform(const Settings& settings);

} // namespace leap

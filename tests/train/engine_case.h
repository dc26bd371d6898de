// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/train/engines.h"
#include "tests/train/tested_engine.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

/// A small model and its steps, for what every engine must do with every backbone: the tests run once per
/// pair (tested_engine.h).
namespace leap::test {

using Storage = InputSlot::Storage;
using Kind = TransformSpec::Kind;

/// Four fields of widths 3, 1, 2, 4: an id, a scalar, a bag, an id.
inline RowLayout mixedLayout()
{
    RowLayout layout;
    layout.inputs = {{Storage::Id, 0, 0, 3, 12, "user"},
                     {Storage::Dense, 0, 3, 1, 0, "price"},
                     {Storage::Bag, 0, 4, 2, 6, "tags"},
                     {Storage::Id, 1, 6, 4, 5, "city"}};
    layout.ranges = {0, 3, 4, 6, 10};
    layout.idColumns = 2;
    layout.bagColumns = 1;
    layout.denseColumns = 1;
    return layout;
}

/// Rows of a planted rule: the label follows user and price.
inline Batch makeBatch(int64_t rows, uint64_t seed)
{
    RandomStream stream(streamKey(seed, "rows"));
    Batch batch;
    batch.rows = rows;
    batch.bags.resize(1);
    batch.bags[0].offsets = {0};
    for (int64_t row = 0; row < rows; ++row) {
        const auto user = static_cast<int32_t>(stream.nextBelow(12));
        const auto price = static_cast<float>(stream.nextBelow(1000)) / 500.0F - 1.0F;
        batch.ids.insert(batch.ids.end(), {user, static_cast<int32_t>(stream.nextBelow(5))});
        batch.dense.push_back(price);
        for (uint64_t tag = stream.nextBelow(4); tag > 0; --tag)
            batch.bags[0].ids.push_back(static_cast<int32_t>(stream.nextBelow(6)));
        batch.bags[0].offsets.push_back(static_cast<int32_t>(batch.bags[0].ids.size()));
        batch.label.push_back(static_cast<float>(user % 3) - 1 + price > 0 ? 1.0F : 0.0F);
    }
    return batch;
}

inline EngineSpec makeSpec(Kind kind)
{
    EngineSpec spec;
    spec.layout = mixedLayout();
    spec.network.backbone = tested("LEAP_TESTED_BACKBONE", kWideDeep);
    spec.transform.kind = kind;
    if (kind == Kind::Mask)
        spec.transform.keep = {1, 0, 1, 0};
    spec.network.hidden = {7, 5};
    spec.embeddingScale = 0.5;
    spec.learningRate = 0.01;
    spec.seed = 77;
    return spec;
}

inline const std::vector<float> kTheta{0.4F, -0.1F, 0.05F, 0.2F};

inline StepInput stepInput(StepKind kind, int64_t step, const std::vector<float>& theta = kTheta)
{
    return {kind, step, theta, 0.2F};
}

inline StepResult doStep(StepEngine& engine, const Batch& batch, const StepInput& input)
{
    StepResult result;
    engine.step(batch, input, result);
    return result;
}

inline StateDict stateOf(const StepEngine& engine)
{
    StateDict state;
    engine.save(state);
    return state;
}

/// Backbone and gate steps in turn, a change of rate in the middle.
inline void trainFor(StepEngine& engine, int64_t first, int64_t last, std::vector<double>* losses = nullptr)
{
    for (int64_t step = first; step <= last; ++step) {
        if (step == 12)
            engine.setLearningRate(0.003);
        const double loss =
            doStep(engine, makeBatch(20, static_cast<uint64_t>(step)), stepInput(StepKind::Backbone, step))
                .loss;
        const auto gates = doStep(engine, makeBatch(15, 1000 + static_cast<uint64_t>(step)),
                                  stepInput(StepKind::Gates, step));
        if (losses)
            losses->insert(losses->end(), {loss, gates.loss});
    }
}

/// |gradient - difference quotient|, the best of the central one and the two sides: where a ReLU's kink lies
/// within the step, one side still has the slope of the point itself.
inline double slopeError(double gradient, const std::function<double(float)>& lossAt)
{
    constexpr float kStep = 1e-3F;
    const double here = lossAt(0);
    const double right = (lossAt(kStep) - here) / static_cast<double>(kStep);
    const double left = (here - lossAt(-kStep)) / static_cast<double>(kStep);
    return std::min(
        {std::abs(gradient - left), std::abs(gradient - right), std::abs(gradient - (left + right) / 2)});
}

inline double allowedError(double gradient)
{
    return 4e-4 + 0.02 * std::abs(gradient); // the loss itself is known to 1e-7
}

} // namespace leap::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/train/engines.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Models and steps for two engines side by side, and how far apart they are.
namespace leap::test::pair {

using Storage = InputSlot::Storage;
using Kind = TransformSpec::Kind;

/// Widths 3, 1, 2, 4, 5 and 17: ids, dense columns and a bag. The fifth field has two inputs, and the last
/// input is split into two fields.
inline RowLayout mixedLayout()
{
    RowLayout layout;
    layout.inputs = {{Storage::Id, 0, 0, 3, 40, "user"},      {Storage::Dense, 0, 3, 1, 0, "price"},
                     {Storage::Bag, 0, 4, 2, 6, "tags"},      {Storage::Id, 1, 6, 4, 5, "city"},
                     {Storage::Dense, 1, 10, 1, 0, "age"},    {Storage::Id, 2, 11, 4, 300, "item"},
                     {Storage::Dense, 2, 15, 17, 0, "vector"}};
    layout.ranges = {0, 3, 4, 6, 10, 15, 21, 32};
    layout.idColumns = 3;
    layout.bagColumns = 1;
    layout.denseColumns = 19;
    return layout;
}

/// The mixed layout and, before its last field, 3 columns of given vectors: elements 1 to 3 of 4, scaled and
/// cut.
inline RowLayout givenLayout()
{
    auto table = std::make_shared<LookupTable>();
    *table = {7, 4, std::vector<float>(28)};
    for (size_t i = 0; i < table->values.size(); ++i)
        table->values[i] = static_cast<float>(i % 5) - 1.5F;
    auto lookup =
        std::make_shared<const Lookup>(Lookup{table, 1, 3, {{0.5F, 0, -1}, {0.1F, 0.3F, 0.2F}, 0.4F}});
    RowLayout layout = mixedLayout();
    InputSlot& vector = layout.inputs.back();
    const InputSlot given{Storage::Lookup, layout.idColumns++, vector.start, 3, 8,
                          "given",         std::move(lookup)};
    vector.start += given.width;
    layout.inputs.insert(layout.inputs.end() - 1, given);
    layout.ranges = {0, 3, 4, 6, 10, 15, 18, 24, 35};
    return layout;
}

/// 40 fields, 8 columns each: wide enough for threads to share a step.
inline RowLayout wideLayout()
{
    RowLayout layout;
    layout.ranges = {0};
    for (int i = 0; i < 40; ++i) {
        layout.inputs.push_back({Storage::Id, i, 8 * i, 8, 50 + 40 * i, "field " + std::to_string(i)});
        layout.ranges.push_back(8 * i + 8);
    }
    layout.idColumns = 40;
    return layout;
}

/// 15 fields, 5,079 columns: a way back by tiles of columns on one and on two threads, not on three. A field
/// of one column lies between two that fill a tile each; inputs of every kind that a batch can have.
inline RowLayout longLayout()
{
    RowLayout layout;
    layout.ranges = {0};
    int64_t start = 0;
    const auto add = [&](Storage storage, int width, int64_t vocabulary) {
        int& used = storage == Storage::Id ? layout.idColumns
            : storage == Storage::Bag      ? layout.bagColumns
                                           : layout.denseColumns;
        layout.inputs.push_back(
            {storage, used, start, width, vocabulary, "input " + std::to_string(layout.inputs.size())});
        used += storage == Storage::Dense ? width : 1;
        start += width;
        layout.ranges.push_back(start);
    };
    add(Storage::Id, 1, 20);
    for (const int wide : {600, 1200, 700}) {
        add(Storage::Id, wide, 12);
        add(Storage::Id, 1, 30);
    }
    add(Storage::Id, 1200, 9);
    add(Storage::Dense, 700, 0);
    add(Storage::Bag, 5, 6);
    add(Storage::Id, 16, 50);
    add(Storage::Dense, 3, 0);
    add(Storage::Id, 640, 8);
    add(Storage::Id, 2, 8);
    add(Storage::Bag, 9, 4);
    return layout;
}

/// The label follows the first id and the first dense column where there is one.
inline Batch makeBatch(const RowLayout& layout, int64_t rows, uint64_t seed, bool weighted = false)
{
    RandomStream stream(streamKey(seed, "rows"));
    Batch batch;
    batch.rows = rows;
    batch.bags.resize(static_cast<size_t>(layout.bagColumns));
    for (BagColumn& bag : batch.bags)
        bag.offsets = {0};
    for (int64_t row = 0; row < rows; ++row) {
        for (const InputSlot& input : layout.inputs) {
            const auto draw = [&] {
                return static_cast<int32_t>(stream.nextBelow(static_cast<uint64_t>(input.vocabulary)));
            };
            if (input.storage == Storage::Id || input.storage == Storage::Lookup)
                batch.ids.push_back(draw());
            for (int i = 0; input.storage == Storage::Dense && i < input.width; ++i)
                batch.dense.push_back(static_cast<float>(stream.nextBelow(1000)) / 500.0F - 1.0F);
            if (input.storage == Storage::Bag) {
                BagColumn& bag = batch.bags[static_cast<size_t>(input.index)];
                for (uint64_t tag = stream.nextBelow(4); tag > 0; --tag)
                    bag.ids.push_back(draw());
                bag.offsets.push_back(static_cast<int32_t>(bag.ids.size()));
            }
        }
        const auto id = static_cast<float>(batch.ids[static_cast<size_t>(row * layout.idColumns)] % 3);
        const float dense =
            batch.dense.empty() ? 0.0F : batch.dense[static_cast<size_t>(row * layout.denseColumns)];
        batch.label.push_back(id - 1 + dense + 0.3F * stream.normalAt(stream.nextBits()) > 0 ? 1.0F : 0.0F);
        if (weighted)
            batch.weight.push_back(static_cast<float>(stream.nextBelow(4)));
    }
    return batch;
}

inline EngineSpec makeSpec(const RowLayout& layout, Kind kind, std::vector<int64_t> hidden = {32, 16})
{
    EngineSpec spec;
    spec.layout = layout;
    spec.transform.kind = kind;
    if (kind == Kind::Mask)
        for (int64_t field = 0; field < layout.fields(); ++field)
            spec.transform.keep.push_back(field % 3 != 1);
    spec.network.hidden = std::move(hidden);
    spec.embeddingScale = 0.3;
    spec.learningRate = 0.003;
    spec.seed = 77;
    spec.device = DeviceChoice::Cpu;
    return spec;
}

inline std::vector<float> someTheta(const EngineSpec& spec)
{
    std::vector<float> theta;
    for (int64_t field = 0; field < spec.layout.fields(); ++field)
        theta.push_back(0.3F - 0.1F * static_cast<float>(field % 6));
    return theta;
}

inline StateDict stateOf(const StepEngine& engine)
{
    StateDict state;
    engine.save(state);
    return state;
}

/// Largest difference, as a part of the larger of 1 and the largest expected number.
inline double distance(std::span<const float> values, std::span<const float> expected)
{
    if (values.size() != expected.size())
        return 1e9;
    double largest = 0, size = 1;
    for (size_t i = 0; i < values.size(); ++i) {
        const double error = std::abs(static_cast<double>(values[i]) - static_cast<double>(expected[i]));
        largest = error >= 0 ? std::max(largest, error) : 1e9; // NaN
        size = std::max(size, std::abs(static_cast<double>(expected[i])));
    }
    return largest / size;
}

/// Steps of the last gradients: the fused engine leaves the tables of dropped fields alone, where autograd
/// gives them gradients of zero. Their values are the same.
inline bool isLastGradient(const std::string& name)
{
    return name.find("last_gradient") != std::string::npos;
}

/// The size and name of the largest difference of two states.
inline std::pair<double, std::string> stateDistance(const StateDict& state, const StateDict& expected,
                                                    const EngineSpec& spec)
{
    std::pair<double, std::string> worst{0, ""};
    if (state.size() != expected.size())
        return {1e9, "other names"};
    for (const auto& [name, array] : expected) {
        const auto found = state.find(name);
        if (found == state.end() || found->second.shape != array.shape)
            return {1e9, name};
        const auto* values = std::get_if<std::vector<float>>(&array.values);
        if (!values) {
            const bool mayDiffer = spec.transform.kind == Kind::Mask && isLastGradient(name);
            if (!mayDiffer && !(found->second == array))
                return {1e9, name};
        } else {
            worst = std::max(worst,
                             {distance(std::get<std::vector<float>>(found->second.values), *values), name});
        }
    }
    return worst;
}

struct Course {
    std::vector<double> losses;
    std::vector<std::vector<float>> dtheta;
};

/// Backbone, gate and joint steps in turn, theta learning by plain descent, a change of rate on the way.
inline Course trainFor(StepEngine& engine, const EngineSpec& spec, int64_t first, int64_t last, int64_t rows,
                       std::vector<float>& theta)
{
    Course course;
    StepResult result;
    for (int64_t step = first; step <= last; ++step) {
        if (step == 60)
            engine.setLearningRate(0.002);
        for (const StepKind kind : {StepKind::Backbone, StepKind::Gates, StepKind::Joint}) {
            if (kind == StepKind::Joint && step % 3 != 0)
                continue;
            const auto seed = static_cast<uint64_t>(4 * step) + static_cast<uint64_t>(kind);
            engine.step(makeBatch(spec.layout, rows, seed, step % 4 == 0), {kind, step, theta, 0.2F}, result);
            course.losses.push_back(result.loss);
            course.dtheta.push_back(result.dtheta);
            for (size_t i = 0; i < result.dtheta.size(); ++i)
                theta[i] -= 0.05F * result.dtheta[i];
        }
    }
    return course;
}

} // namespace leap::test::pair

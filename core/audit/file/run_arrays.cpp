// SPDX-License-Identifier: GPL-3.0-or-later
// What a run holds as large arrays: the trajectory of its gates and the training's state.
#include "core/audit/file/run_tables.h"

#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace leap {

void writeTrajectory(const h5::Group& run, const Trajectory& trajectory)
{
    const h5::Group group = run.create("trajectory");
    const std::vector<int64_t> shape{trajectory.points(), trajectory.fields};
    group.setInt("stride", trajectory.stride);
    group.setInt("fields", trajectory.fields);
    group.write("steps", trajectory.steps);
    group.write<float>("gates", trajectory.gates, shape);
    group.write<float>("divergence", trajectory.divergence, shape);
    group.write<float>("lambda", trajectory.lambda, shape);
    group.write("train_loss", trajectory.trainLoss);
    group.write("gate_loss", trajectory.gateLoss);
}

Trajectory readTrajectory(const h5::Group& run)
{
    const h5::Group group = run.open("trajectory");
    Trajectory trajectory;
    trajectory.stride = group.intOf("stride");
    trajectory.fields = group.intOf("fields");
    if (trajectory.stride < 1 || trajectory.fields < 0)
        group.fail("", "the stride or the number of fields makes no sense");
    trajectory.steps = group.read<int64_t>("steps");
    const int64_t points = trajectory.points();
    trajectory.gates = group.read<float>("gates", {points, trajectory.fields});
    trajectory.divergence = group.read<float>("divergence", {points, trajectory.fields});
    trajectory.lambda = group.read<float>("lambda", {points, trajectory.fields});
    trajectory.trainLoss = group.read<float>("train_loss", {points});
    trajectory.gateLoss = group.read<float>("gate_loss", {points});
    return trajectory;
}

namespace {

/// Bits, not values: 0 is not -0, and NaN is NaN.
bool sameBits(const StateArray& a, const StateArray& b)
{
    if (a.shape != b.shape || a.values.index() != b.values.index())
        return false;
    return std::visit(
        [&](const auto& values) {
            const auto& others = std::get<std::decay_t<decltype(values)>>(b.values);
            return values.size() == others.size()
                && std::memcmp(values.data(), others.data(), values.size() * sizeof(values[0])) == 0;
        },
        a.values);
}

/// "engine/x" when `name` is "best/x" and both hold the same: the best epoch was the last.
std::optional<std::string> twinOf(const StateDict& state, const std::string& name)
{
    constexpr std::string_view kBest = "best/";
    if (!name.starts_with(kBest))
        return {};
    std::string twin = "engine/" + name.substr(kBest.size());
    const auto found = state.find(twin);
    if (found == state.end() || !sameBits(found->second, state.at(name)))
        return {};
    return twin;
}

void writeStateArray(const h5::Group& group, const std::string& name, const StateArray& array)
{
    std::visit(
        [&](const auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            group.write<T>(name, values, array.shape);
        },
        array.values);
}

} // namespace

void writeState(const h5::Group& run, const StateDict& state)
{
    const h5::Group group = run.create("state");
    std::vector<std::pair<std::string, std::string>> links;
    for (const auto& [name, array] : state) {
        if (auto twin = twinOf(state, name))
            links.emplace_back(name, std::move(*twin));
        else
            writeStateArray(group, name, array);
    }
    for (const auto& [name, twin] : links)
        group.link(name, twin);
}

namespace {

StateArray readStateArray(const h5::Group& group, const std::string& name)
{
    StateArray array;
    array.shape = group.shapeOf(name);
    switch (group.typeOf(name)) {
    case h5::Group::Type::Float:
        array.values = group.read<float>(name);
        break;
    case h5::Group::Type::Double:
        array.values = group.read<double>(name);
        break;
    case h5::Group::Type::Int:
        array.values = group.read<int64_t>(name);
        break;
    default:
        group.fail(name, "it is no array of a training's state");
    }
    return array;
}

/// The state's names are paths: "engine/mlp.0.weight" lies in the group "engine".
void readStateInto(StateDict& state, const h5::Group& group, const std::string& prefix)
{
    for (const std::string& name : group.names()) {
        if (group.isGroup(name))
            readStateInto(state, group.open(name), prefix + name + "/");
        else
            state[prefix + name] = readStateArray(group, name);
    }
}

} // namespace

StateDict readState(const h5::Group& run)
{
    StateDict state;
    readStateInto(state, run.open("state"), "");
    return state;
}

} // namespace leap

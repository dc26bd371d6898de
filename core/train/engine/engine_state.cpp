// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/engine_state.h"

#include "core/base/error.h"
#include "core/model/device/device_adam.h"
#include "core/train/model_state.h"

#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

namespace leap {

using namespace optimiser_array;

namespace {

void putShaped(StateDict& state, const std::string& name, std::vector<float> values,
               std::vector<int64_t> shape)
{
    putFloats(state, name, std::move(values));
    state[name].shape = std::move(shape);
}

std::string parameterName(const ParameterSet::Entry& entry)
{
    return kEnginePrefix + entry.name;
}

std::vector<float> slice(std::span<const float> flat, const ParameterSet::Entry& entry)
{
    const auto part = flat.subspan(static_cast<size_t>(entry.offset), static_cast<size_t>(entry.size));
    return {part.begin(), part.end()};
}

void copyValues(const StateDict& state, const std::string& name, std::span<float> to)
{
    const auto& values = getFloats(state, name);
    std::copy(values.begin(), values.end(), to.begin());
}

TableSize sizeOf(const EmbeddingTable& table)
{
    return {table.rows(), table.width()};
}

void saveParameters(StateDict& state, const ParameterSet& parameters)
{
    for (const auto& entry : parameters.entries())
        putShaped(state, parameterName(entry), slice(parameters.host(), entry), entry.shape);
}

void checkParameters(const StateDict& state, const ParameterSet& parameters)
{
    for (const auto& entry : parameters.entries())
        (void)getFloats(state, parameterName(entry), entry.size);
}

void loadParameters(const StateDict& state, ParameterSet& parameters)
{
    for (const auto& entry : parameters.entries())
        copyValues(state, parameterName(entry), parameters.host().subspan(static_cast<size_t>(entry.offset)));
    parameters.upload();
}

} // namespace

void saveOptimiser(StateDict& state, const OptimiserState& optimiser)
{
    putDoubles(state, std::string(kEnginePrefix) + kRate, {optimiser.rate});
    putInts(state, std::string(kEnginePrefix) + kSteps, {optimiser.networkSteps, optimiser.tableSteps});
}

OptimiserState checkedOptimiser(const StateDict& state)
{
    const double rate = getDoubles(state, std::string(kEnginePrefix) + kRate, 1)[0];
    const auto& steps = getInts(state, std::string(kEnginePrefix) + kSteps, 2);
    if (!(rate > 0) || !std::isfinite(rate) || steps[0] < 0 || steps[1] < 0 || steps[1] > UINT32_MAX)
        throw InputError(
            "The saved training state is damaged: learning rate or steps of 'engine' are out of range.");
    return {rate, steps[0], steps[1]};
}

void saveMoments(StateDict& state, const ParameterSet& parameters, const DenseAdam& adam)
{
    for (const auto& entry : parameters.entries()) {
        putShaped(state, parameterName(entry) + kMoment1, slice(adam.moment1(), entry), entry.shape);
        putShaped(state, parameterName(entry) + kMoment2, slice(adam.moment2(), entry), entry.shape);
    }
}

void checkMoments(const StateDict& state, const ParameterSet& parameters)
{
    for (const auto& entry : parameters.entries()) {
        for (const char* part : {kMoment1, kMoment2})
            (void)getFloats(state, parameterName(entry) + part, entry.size);
    }
}

void loadMoments(const StateDict& state, const ParameterSet& parameters, DenseAdam& adam, int64_t steps)
{
    std::vector<float> moment1(adam.size()), moment2(adam.size());
    for (const auto& entry : parameters.entries()) {
        const auto first = static_cast<size_t>(entry.offset);
        copyValues(state, parameterName(entry) + kMoment1, std::span(moment1).subspan(first));
        copyValues(state, parameterName(entry) + kMoment2, std::span(moment2).subspan(first));
    }
    adam.restore(std::move(moment1), std::move(moment2), steps);
}

void saveNetwork(StateDict& state, const ParameterSet& parameters, const Backbone& backbone)
{
    saveParameters(state, parameters);
    for (const auto& statistic : backbone.statistics())
        putFloats(state, kEnginePrefix + statistic.name, onHost(statistic.values));
}

void checkNetwork(const StateDict& state, const ParameterSet& parameters, const Backbone& backbone)
{
    checkParameters(state, parameters);
    for (const auto& statistic : backbone.statistics())
        (void)getFloats(state, kEnginePrefix + statistic.name, statistic.values.numel());
}

void loadNetwork(const StateDict& state, ParameterSet& parameters, const Backbone& backbone)
{
    loadParameters(state, parameters);
    for (const auto& statistic : backbone.statistics())
        loadTensor(getFloats(state, kEnginePrefix + statistic.name), statistic.values);
}

void saveNetwork(StateDict& state, const ParameterSet& parameters, const FusedTower& tower)
{
    saveParameters(state, parameters);
    for (const auto& statistic : tower.statistics())
        putFloats(state, kEnginePrefix + statistic.name, {statistic.values.begin(), statistic.values.end()});
}

void checkNetwork(const StateDict& state, const ParameterSet& parameters, const FusedTower& tower)
{
    checkParameters(state, parameters);
    for (const auto& statistic : tower.statistics())
        (void)getFloats(state, kEnginePrefix + statistic.name, static_cast<int64_t>(statistic.values.size()));
}

void loadNetwork(const StateDict& state, ParameterSet& parameters, FusedTower& tower)
{
    loadParameters(state, parameters);
    std::vector<std::span<const float>> statistics;
    for (const auto& statistic : tower.statistics())
        statistics.emplace_back(getFloats(state, kEnginePrefix + statistic.name));
    tower.setStatistics(statistics);
    tower.parametersChanged();
}

void saveTable(StateDict& state, size_t table, TableSize size, EmbeddingTable::State values)
{
    const std::vector<int64_t> shape{size.rows, size.width};
    putShaped(state, tableStateName(table, kTableWeights), std::move(values.parameter), shape);
    putShaped(state, tableStateName(table, "moment1"), std::move(values.moment1), shape);
    putShaped(state, tableStateName(table, kMoment2Root), std::move(values.moment2Root), shape);
    putInts(state, tableStateName(table, kLastGradient), std::move(values.lastGradient));
}

void checkTable(const StateDict& state, size_t table, TableSize size, int64_t steps)
{
    for (const char* part : {kTableWeights, "moment1", kMoment2Root})
        (void)getFloats(state, tableStateName(table, part), size.rows * size.width);
    const auto& last = getInts(state, tableStateName(table, kLastGradient), size.rows);
    if (std::any_of(last.begin(), last.end(), [&](int64_t step) { return step < 0 || step > steps; }))
        throw InputError("The saved training state is damaged: steps of '"
                         + tableStateName(table, kLastGradient) + "' are out of range.");
}

EmbeddingTable::State loadedTable(const StateDict& state, size_t table)
{
    return {getFloats(state, tableStateName(table, kTableWeights)),
            getFloats(state, tableStateName(table, "moment1")),
            getFloats(state, tableStateName(table, kMoment2Root)),
            getInts(state, tableStateName(table, kLastGradient))};
}

void saveWeights(StateDict& state, size_t table, TableSize size, std::vector<float> weights)
{
    putShaped(state, tableStateName(table, kTableWeights), std::move(weights), {size.rows, size.width});
}

const std::vector<float>& checkedWeights(const StateDict& state, size_t table, TableSize size)
{
    return getFloats(state, tableStateName(table, kTableWeights), size.rows * size.width);
}

void saveTables(StateDict& state, FieldEmbedding& embedding)
{
    for (size_t i = 0; i < embedding.tables().size(); ++i)
        saveTable(state, i, sizeOf(embedding.tables()[i].values), embedding.save(i));
}

void checkTables(const StateDict& state, const FieldEmbedding& embedding, int64_t steps)
{
    for (size_t i = 0; i < embedding.tables().size(); ++i)
        checkTable(state, i, sizeOf(embedding.tables()[i].values), steps);
}

void loadTables(const StateDict& state, FieldEmbedding& embedding, int64_t steps)
{
    embedding.setSteps(steps);
    for (size_t i = 0; i < embedding.tables().size(); ++i)
        embedding.load(i, loadedTable(state, i));
}

void saveTableWeights(StateDict& state, FieldEmbedding& embedding)
{
    for (size_t i = 0; i < embedding.tables().size(); ++i)
        saveWeights(state, i, sizeOf(embedding.tables()[i].values), embedding.weights(i));
}

void checkTableWeights(const StateDict& state, const FieldEmbedding& embedding)
{
    for (size_t i = 0; i < embedding.tables().size(); ++i)
        (void)checkedWeights(state, i, sizeOf(embedding.tables()[i].values));
}

void loadTableWeights(const StateDict& state, FieldEmbedding& embedding)
{
    for (size_t i = 0; i < embedding.tables().size(); ++i)
        embedding.setWeights(i, checkedWeights(state, i, sizeOf(embedding.tables()[i].values)));
}

void loadTensor(const std::vector<float>& values, const at::Tensor& target)
{
    target.copy_(at::from_blob(const_cast<float*>(values.data()), target.sizes(), at::kFloat));
}

} // namespace leap

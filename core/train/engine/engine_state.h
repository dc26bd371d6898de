// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/fused_tower.h"
#include "core/model/network/backbone.h"
#include "core/model/network/parameter_set.h"
#include "core/model/table/adam.h"
#include "core/model/table/field_embedding.h"
#include "core/train/state_dict.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace leap {

/// An engine's state as arrays under "engine/", piece by piece. Loading is done in two passes: every check*()
/// before the first load*(), so that a state that does not fit changes nothing. All checks throw InputError
/// naming the array.

struct OptimiserState {
    double rate = 0;
    int64_t networkSteps = 0;
    int64_t tableSteps = 0;
};
void saveOptimiser(StateDict& state, const OptimiserState& optimiser);
[[nodiscard]] OptimiserState checkedOptimiser(const StateDict& state);

/// "engine/<parameter>.moment1" and ".moment2".
void saveMoments(StateDict& state, const ParameterSet& parameters, const DenseAdam& adam);
void checkMoments(const StateDict& state, const ParameterSet& parameters);
void loadMoments(const StateDict& state, const ParameterSet& parameters, DenseAdam& adam, int64_t steps);

/// The parameters and running statistics of a network on LibTorch: "engine/<name>".
void saveNetwork(StateDict& state, const ParameterSet& parameters, const Backbone& backbone);
void checkNetwork(const StateDict& state, const ParameterSet& parameters, const Backbone& backbone);
void loadNetwork(const StateDict& state, ParameterSet& parameters, const Backbone& backbone);
/// The same of the fused engine's.
void saveNetwork(StateDict& state, const ParameterSet& parameters, const FusedTower& tower);
void checkNetwork(const StateDict& state, const ParameterSet& parameters, const FusedTower& tower);
void loadNetwork(const StateDict& state, ParameterSet& parameters, FusedTower& tower);

/// "engine/table.<i>.": the tables in the order of their inputs, after all steps done so far (saving replays
/// what lazy Adam has put off; that changes no result).
void saveTables(StateDict& state, FieldEmbedding& embedding);
void checkTables(const StateDict& state, const FieldEmbedding& embedding, int64_t steps);
void loadTables(const StateDict& state, FieldEmbedding& embedding, int64_t steps);
/// Their weights alone; what the optimiser keeps of each row stays as it is.
void saveTableWeights(StateDict& state, FieldEmbedding& embedding);
void checkTableWeights(const StateDict& state, const FieldEmbedding& embedding);
void loadTableWeights(const StateDict& state, FieldEmbedding& embedding);

/// One table, for engines that hold them elsewhere. @param table its place in the order of the inputs
struct TableSize {
    int64_t rows;
    int width;
};
void saveTable(StateDict& state, size_t table, TableSize size, EmbeddingTable::State values);
void checkTable(const StateDict& state, size_t table, TableSize size, int64_t steps);
[[nodiscard]] EmbeddingTable::State loadedTable(const StateDict& state, size_t table);
void saveWeights(StateDict& state, size_t table, TableSize size, std::vector<float> weights);
/// @throws InputError when there are no such weights
[[nodiscard]] const std::vector<float>& checkedWeights(const StateDict& state, size_t table, TableSize size);

void loadTensor(const std::vector<float>& values, const at::Tensor& target);

} // namespace leap

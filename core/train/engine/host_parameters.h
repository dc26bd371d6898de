// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/parameter_set.h"
#include "core/model/table/adam.h"
#include "core/model/table/field_embedding.h"
#include "core/train/engine/engine_state.h"
#include "core/train/engine_spec.h"
#include "core/train/state_dict.h"
#include "core/train/step_engine.h"

#include <c10/core/Device.h>
#include <c10/core/GradMode.h>

#include <memory>
#include <vector>

/// The tables and the network's parameters of an engine that keeps them on the host: what it learns, with
/// their Adam and their state. Private to core/train.
namespace leap {

class HostParameters {
public:
    explicit HostParameters(const EngineSpec& spec);
    HostParameters(const HostParameters&) = delete; // networks refer to their parameters here
    HostParameters& operator=(const HostParameters&) = delete;

    [[nodiscard]] FieldEmbedding& tables() const { return *m_tables; }
    [[nodiscard]] const RowLayout& layout() const { return m_tables->layout(); }
    [[nodiscard]] ParameterSet& network() { return m_network; }
    [[nodiscard]] const ParameterSet& network() const { return m_network; }
    /// Sets the start, once the network has declared its parameters; where they are computed with lies on
    /// `device`.
    void begin(uint64_t seed, c10::Device device);

    [[nodiscard]] double rate() const { return m_rate; }
    void setRate(double rate);

    /// Of the network's parameters, laid out like network().host().
    [[nodiscard]] std::vector<float>& gradient() { return m_gradient; }
    /// A step of Adam along gradient(), on the host alone; tables learn by tables().applyGradient().
    void stepNetwork() { m_adam.step(m_network.host(), m_gradient); }

    /// As StepEngine's. @param network a Backbone or a FusedTower over these parameters
    template <class Network> void save(StateDict& state, const Network& network) const
    {
        const c10::NoGradGuard noGrad;
        saveOptimiser(state, {m_rate, m_adam.steps(), m_tables->steps()});
        saveNetwork(state, m_network, network);
        saveMoments(state, m_network, m_adam);
        saveTables(state, *m_tables);
    }
    template <class Network> void load(const StateDict& state, Network& network)
    {
        const c10::NoGradGuard noGrad;
        const OptimiserState optimiser = checkedOptimiser(state);
        checkNetwork(state, m_network, network);
        checkMoments(state, m_network);
        checkTables(state, *m_tables, optimiser.tableSteps);
        loadNetwork(state, m_network, network);
        loadMoments(state, m_network, m_adam, optimiser.networkSteps);
        loadTables(state, *m_tables, optimiser.tableSteps);
        setRate(optimiser.rate);
    }
    template <class Network> void saveModel(StateDict& state, const Network& network) const
    {
        const c10::NoGradGuard noGrad;
        saveNetwork(state, m_network, network);
        saveTableWeights(state, *m_tables);
    }
    template <class Network> void loadModel(const StateDict& state, Network& network)
    {
        const c10::NoGradGuard noGrad;
        checkNetwork(state, m_network, network);
        checkTableWeights(state, *m_tables);
        loadNetwork(state, m_network, network);
        loadTableWeights(state, *m_tables);
    }

private:
    double m_rate;
    std::unique_ptr<FieldEmbedding> m_tables; ///< by pointer: save() may replay missed steps, see there
    ParameterSet m_network;
    DenseAdam m_adam{0};
    std::vector<float> m_gradient;
};

} // namespace leap

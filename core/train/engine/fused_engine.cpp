// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/gate/permutation.h"
#include "core/model/fused/fused_back.h"
#include "core/model/fused/fused_gate.h"
#include "core/model/fused/fused_rows.h"
#include "core/model/fused/fused_shuffle.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/network/loss.h"
#include "core/model/transform/field_transform.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/host_parameters.h"
#include "core/train/engine/host_transform.h"
#include "core/train/engine/torch_call.h"
#include "core/train/engine/torch_device.h"
#include "core/train/shuffled_rows.h"
#include "core/train/step_engine.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace leap {
namespace {

class FusedShuffledRows final : public ShuffledRows {
public:
    FusedShuffledRows(FieldEmbedding& embedding, FusedTower& tower, const Batch& rows, int threads)
        : m_threads(threads)
        , m_shuffle(embedding, tower, rows)
    {
    }
    void choose(int64_t field) override
    {
        useThreads(m_threads);
        m_shuffle.choose(field);
    }
    void predict(std::span<const int64_t> from, std::vector<float>& logits) override
    {
        useThreads(m_threads);
        m_shuffle.predict(from, logits);
    }

private:
    int m_threads;
    FusedShuffle m_shuffle;
};

class FusedEngine final : public StepEngine {
public:
    explicit FusedEngine(const EngineSpec& spec)
        : m_threads(std::max(1, spec.threads))
        , m_masked(spec.transform.kind == TransformSpec::Kind::Mask)
        , m_seed(spec.seed)
        , m_learnt(spec)
        , m_rows(m_learnt.tables(),
                 m_masked ? std::span<const uint8_t>(spec.transform.keep) : std::span<const uint8_t>())
        , m_tower(backboneSpecFor(spec), m_learnt.network())
        , m_host(spec)
        , m_back(m_rows, spec.layout.ranges)
    {
        if (spec.transform.kind == TransformSpec::Kind::Leap)
            m_gate.emplace(spec.layout.ranges, m_rows.stride());
        m_learnt.begin(spec.seed, c10::Device(c10::kCPU));
        m_tower.parametersChanged();
    }

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        useThreads(m_threads);
        checkStep(batch, input, m_learnt.layout(), hasGates());
        const bool learnsBackbone = input.kind != StepKind::Gates;
        const float* x = m_rows.read(batch);
        const float* fused = transformed(x, batch, input);
        setDivergence(result);
        if (m_host.learnsByPredicting() && input.kind != StepKind::Backbone)
            learnByPredicting(x, batch, input, result);
        if (m_host.learnsByPredicting() && !learnsBackbone)
            return;
        const FusedTower::Rows rows{fused, batch.rows};
        const std::span<const float> logits = m_tower.train(rows, dropoutKey(m_seed, input));
        m_logitGradient.resize(logits.size());
        result.loss = binaryCrossEntropy(logits, batch.label, batch.weight, m_logitGradient);
        checkLoss(result.loss, input.step, m_learnt.rate());
        if (learnsBackbone || hasGates())
            m_tower.backward(m_logitGradient);
        m_firstLayer = FusedTower::FirstLayer::Anew;
        setGateResults(batch, input, x, rows, result);
        if (learnsBackbone)
            updateBackbone(batch, rows, input.kind);
    }

    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        logits.clear();
        if (batch.rows == 0)
            return;
        useThreads(m_threads);
        const std::span<const float> values = m_tower.predict({m_rows.read(batch), batch.rows});
        logits.assign(values.begin(), values.end());
    }

    std::unique_ptr<ShuffledRows> shuffledRows(const Batch& rows) override
    {
        if (m_masked || rows.rows == 0)
            return nullptr; // dropped fields are neither read nor summed
        useThreads(m_threads);
        return std::make_unique<FusedShuffledRows>(m_learnt.tables(), m_tower, rows, m_threads);
    }

    void setLearningRate(double rate) override
    {
        checkRate(rate);
        m_learnt.setRate(rate);
    }

    void save(StateDict& state) const override { m_learnt.save(state, m_tower); }
    void load(const StateDict& state) override { m_learnt.load(state, m_tower); }
    void saveModel(StateDict& state) const override { m_learnt.saveModel(state, m_tower); }
    void loadModel(const StateDict& state) override { m_learnt.loadModel(state, m_tower); }

    std::string description() const override
    {
        return "fused, CPU, " + std::to_string(m_threads) + (m_threads == 1 ? " thread, " : " threads, ")
            + tower::simdName();
    }

private:
    [[nodiscard]] bool hasGates() const { return m_gate || m_host; }
    [[nodiscard]] HostRows hostRows(const float* x, const Batch& batch) const
    {
        return {x, batch.rows, m_rows.stride()};
    }

    /// x~ of a training step.
    const float* transformed(const float* x, const Batch& batch, const StepInput& input)
    {
        if (m_host)
            return m_host.forward(hostRows(x, batch), input, m_seed);
        if (!m_gate)
            return x;
        m_gate->setGates(input.theta, input.tau);
        return m_gate->forward(x, batch.rows,
                               gate::permutationStepKey(gateSeed(m_seed, input.kind), input.step));
    }

    void learnByPredicting(const float* x, const Batch& batch, const StepInput& input, StepResult& result)
    {
        m_host.learnGates(
            hostRows(x, batch), batch,
            [&](const float* rows) {
                return m_tower.predict({rows, batch.rows});
            },
            result);
        checkLoss(result.loss, input.step, m_learnt.rate());
    }

    void setDivergence(StepResult& result) const
    {
        const std::span<const float> divergence = m_gate ? std::span<const float>(m_gate->divergence())
            : m_host                                     ? m_host.divergence()
                                                         : std::span<const float>();
        result.divergence.assign(divergence.begin(), divergence.end());
    }

    /// d loss / d theta; in a joint step, and with a transform on the host, also the gradient of x.
    void setGateResults(const Batch& batch, const StepInput& input, const float* x,
                        const FusedTower::Rows& fused, StepResult& result)
    {
        if (input.kind == StepKind::Backbone || !m_host.learnsByPredicting())
            result.dtheta.clear();
        if (m_host)
            return hostBackward(batch, input, x, result);
        if (input.kind == StepKind::Backbone)
            return;
        result.dtheta.assign(static_cast<size_t>(m_learnt.layout().fields()), 0.0F);
        if (m_gate && isJointBack(input.kind))
            m_firstLayer = m_back.jointStep(m_tower, batch, *m_gate, x, fused, result.dtheta);
        else if (m_gate)
            m_gate->thetaGradient(m_tower, x, batch.rows, nullptr, result.dtheta);
    }

    /// Gates and tables learn from one gradient.
    [[nodiscard]] bool isJointBack(StepKind kind) const { return kind == StepKind::Joint && m_rows.learns(); }

    void hostBackward(const Batch& batch, const StepInput& input, const float* x, StepResult& result)
    {
        float* gradient = reserveGradient(batch);
        m_tower.inputGradient(gradient);
        m_host.backward(hostRows(x, batch), input, gradient, result);
    }

    float* reserveGradient(const Batch& batch)
    {
        const size_t size = static_cast<size_t>(batch.rows) * static_cast<size_t>(m_rows.stride());
        if (m_gradientX.size() < size)
            m_gradientX.assign(size, 0.0F);
        return m_gradientX.data();
    }

    void updateBackbone(const Batch& batch, const FusedTower::Rows& rows, StepKind kind)
    {
        if (!m_rows.learns())
            m_rows.advance();
        else if (m_host)
            m_rows.applyGradient(batch, reserveGradient(batch));
        else if (!m_gate || !isJointBack(kind)) // else the tables have learnt with the gates
            m_back.step(m_tower, batch, m_gate ? m_gate->columnGates() : m_rows.columnMask());
        m_tower.parameterGradients(rows, m_learnt.gradient(), m_firstLayer);
        m_learnt.stepNetwork();
        m_tower.moveStatistics();
        m_tower.parametersChanged();
    }

    int m_threads;
    bool m_masked;
    uint64_t m_seed;
    HostParameters m_learnt;
    FusedRows m_rows;
    FusedTower m_tower;
    HostTransform m_host;
    FusedBack m_back;
    FusedTower::FirstLayer m_firstLayer = FusedTower::FirstLayer::Anew; ///< of this step
    std::optional<FusedGate> m_gate;
    std::vector<float> m_logitGradient; ///< [rows]
    AlignedVector<float> m_gradientX; ///< [capacity, stride]
};

} // namespace

std::unique_ptr<ShuffledRows> StepEngine::shuffledRows(const Batch& /*rows*/)
{
    return nullptr;
}

bool fusedEngineSupports(const EngineSpec& spec)
{
    return spec.network.backbone == kWideDeep && !spec.network.hidden.empty()
        && spec.device != DeviceChoice::Cuda && resolveDevice(spec.device).is_cpu();
}

std::unique_ptr<StepEngine> makeFusedEngine(const EngineSpec& spec)
{
    checkLayout(spec.layout);
    checkBackbone(backboneSpecFor(spec));
    if (spec.transform.kind == TransformSpec::Kind::Mask)
        checkMask(spec.layout.ranges, spec.transform.keep);
    if (!fusedEngineSupports(spec))
        throw InputError("The fused engine is Wide & Deep with a hidden layer, on the CPU alone.");
    return translated("setting up the model",
                      [&]() -> std::unique_ptr<StepEngine> { return std::make_unique<FusedEngine>(spec); });
}

std::unique_ptr<StepEngine> makeEngine(const EngineSpec& spec)
{
    if (!resolveDevice(spec.device).is_cpu() && !isHostTransform(spec.transform.kind))
        return makeDeviceEngine(spec);
    return fusedEngineSupports(spec) ? makeFusedEngine(spec) : makeAutogradEngine(spec);
}

} // namespace leap

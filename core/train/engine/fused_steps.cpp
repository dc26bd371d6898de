// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/fused_steps.h"

#include "core/gate/permutation.h"
#include "core/model/fused/fused_gate.h"
#include "core/model/network/loss.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/host_transform.h"

#include <span>

namespace leap {
namespace {

std::span<const uint8_t> maskOf(const TransformSpec& transform)
{
    return transform.kind == TransformSpec::Kind::Mask ? std::span<const uint8_t>(transform.keep)
                                                       : std::span<const uint8_t>();
}

void setDivergence(std::span<const float> divergence, StepResult& result)
{
    result.divergence.assign(divergence.begin(), divergence.end());
}

/// x~ = x, or x without the dropped fields.
class PlainStep final : public FusedStep {
public:
    using FusedStep::FusedStep;
    [[nodiscard]] bool hasGates() const override { return false; }

    void run(const float* x, const Batch& batch, const StepInput& input, StepResult& result) override
    {
        const FusedTower::Rows rows{x, batch.rows};
        setDivergence({}, result);
        train(rows, batch, input, result);
        result.dtheta.clear();
        if (input.kind != StepKind::Backbone)
            result.dtheta.assign(static_cast<size_t>(m_parts.learnt.layout().fields()), 0.0F);
        if (input.kind == StepKind::Gates)
            return;
        backward();
        if (m_parts.rows.learns())
            m_parts.back.step(m_parts.tower, batch, m_parts.rows.columnMask());
        else
            m_parts.rows.advance();
        stepNetwork(rows, FusedTower::FirstLayer::Anew);
    }
};

/// The gates mix x with a permutation of the batch.
class GateStep final : public FusedStep {
public:
    GateStep(const EngineSpec& spec, FusedParts& parts)
        : FusedStep(parts)
        , m_gate(spec.layout.ranges, parts.rows.stride())
    {
    }
    [[nodiscard]] bool hasGates() const override { return true; }

    void run(const float* x, const Batch& batch, const StepInput& input, StepResult& result) override
    {
        m_gate.setGates(input.theta, input.tau);
        const uint64_t key = gate::permutationStepKey(gateSeed(m_parts.seed, input.kind), input.step);
        const FusedTower::Rows fused{m_gate.forward(x, batch.rows, key), batch.rows};
        setDivergence(m_gate.divergence(), result);
        train(fused, batch, input, result);
        backward();
        const FusedTower::FirstLayer firstLayer = learn(x, batch, input.kind, fused, result);
        if (input.kind != StepKind::Gates)
            stepNetwork(fused, firstLayer);
    }

private:
    /// Sets d loss / d theta; the tables learn, in a joint step from the same gradient as the gates.
    FusedTower::FirstLayer learn(const float* x, const Batch& batch, StepKind kind,
                                 const FusedTower::Rows& fused, StepResult& result)
    {
        const bool tablesLearn = m_parts.rows.learns();
        result.dtheta.clear();
        if (kind != StepKind::Backbone)
            result.dtheta.assign(static_cast<size_t>(m_parts.learnt.layout().fields()), 0.0F);
        if (kind == StepKind::Joint && tablesLearn)
            return m_parts.back.jointStep(m_parts.tower, batch, m_gate, x, fused, result.dtheta);
        if (kind != StepKind::Backbone)
            m_gate.thetaGradient(m_parts.tower, x, batch.rows, nullptr, result.dtheta);
        if (kind != StepKind::Gates && tablesLearn)
            m_parts.back.step(m_parts.tower, batch, m_gate.columnGates());
        else if (kind != StepKind::Gates)
            m_parts.rows.advance();
        return FusedTower::FirstLayer::Anew;
    }

    FusedGate m_gate;
};

/// A transform that is written out on the host, so that the gradient of x~ has to be, too.
class HostStep final : public FusedStep {
public:
    HostStep(const EngineSpec& spec, FusedParts& parts)
        : FusedStep(parts)
        , m_host(spec)
    {
    }
    [[nodiscard]] bool hasGates() const override { return true; }

    void run(const float* x, const Batch& batch, const StepInput& input, StepResult& result) override
    {
        const HostRows rows{x, batch.rows, m_parts.rows.stride()};
        const FusedTower::Rows fused{m_host.forward(rows, input, m_parts.seed), batch.rows};
        setDivergence(m_host.divergence(), result);
        result.dtheta.clear();
        if (m_host.learnsByPredicting() && input.kind != StepKind::Backbone) {
            learnByPredicting(rows, batch, input, result);
            if (input.kind == StepKind::Gates)
                return;
        }
        train(fused, batch, input, result);
        backward();
        float* gradient = reserveGradient(batch);
        m_parts.tower.inputGradient(gradient);
        m_host.backward(rows, input, gradient, result);
        if (input.kind == StepKind::Gates)
            return;
        if (m_parts.rows.learns())
            m_parts.rows.applyGradient(batch, gradient);
        else
            m_parts.rows.advance();
        stepNetwork(fused, FusedTower::FirstLayer::Anew);
    }

private:
    void learnByPredicting(const HostRows& x, const Batch& batch, const StepInput& input, StepResult& result)
    {
        m_host.learnGates(
            x, batch,
            [&](const float* rows) {
                return m_parts.tower.predict({rows, batch.rows});
            },
            result);
        checkLoss(result.loss, input.step, m_parts.learnt.rate());
    }

    float* reserveGradient(const Batch& batch)
    {
        const size_t size = static_cast<size_t>(batch.rows) * static_cast<size_t>(m_parts.rows.stride());
        if (m_gradientX.size() < size)
            m_gradientX.assign(size, 0.0F);
        return m_gradientX.data();
    }

    HostTransform m_host;
    AlignedVector<float> m_gradientX; ///< [capacity, stride]
};

} // namespace

FusedParts::FusedParts(const EngineSpec& spec)
    : seed(spec.seed)
    , learnt(spec)
    , rows(learnt.tables(), maskOf(spec.transform))
    , tower(backboneSpecFor(spec), learnt.network())
    , back(rows, spec.layout.ranges)
{
    learnt.begin(spec.seed, c10::Device(c10::kCPU));
    tower.parametersChanged();
}

void FusedStep::train(const FusedTower::Rows& fused, const Batch& batch, const StepInput& input,
                      StepResult& result)
{
    const std::span<const float> logits = m_parts.tower.train(fused, dropoutKey(m_parts.seed, input));
    m_logitGradient.resize(logits.size());
    result.loss = binaryCrossEntropy(logits, batch.label, batch.weight, m_logitGradient);
    checkLoss(result.loss, input.step, m_parts.learnt.rate());
}

void FusedStep::stepNetwork(const FusedTower::Rows& fused, FusedTower::FirstLayer firstLayer)
{
    m_parts.tower.parameterGradients(fused, m_parts.learnt.gradient(), firstLayer);
    m_parts.learnt.stepNetwork();
    m_parts.tower.moveStatistics();
    m_parts.tower.parametersChanged();
}

std::unique_ptr<FusedStep> makeFusedStep(const EngineSpec& spec, FusedParts& parts)
{
    if (isHostTransform(spec.transform.kind))
        return std::make_unique<HostStep>(spec, parts);
    if (spec.transform.kind == TransformSpec::Kind::Leap)
        return std::make_unique<GateStep>(spec, parts);
    return std::make_unique<PlainStep>(parts);
}

} // namespace leap

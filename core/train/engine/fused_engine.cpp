// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/model/transform/field_transform.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/fused_steps.h"
#include "core/train/engine/torch_call.h"
#include "core/train/engine/torch_device.h"
#include "core/train/engines.h"

#include <algorithm>

namespace leap {
namespace {

class FusedEngine final : public StepEngine {
public:
    explicit FusedEngine(const EngineSpec& spec)
        : m_threads(std::max(1, spec.threads))
        , m_parts(spec)
        , m_step(makeFusedStep(spec, m_parts))
    {
    }

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        useThreads(m_threads);
        checkStep(batch, input, m_parts.learnt.layout(), m_step->hasGates());
        m_step->run(m_parts.rows.read(batch), batch, input, result);
    }

    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        logits.clear();
        if (batch.rows == 0)
            return;
        useThreads(m_threads);
        const std::span<const float> values = m_parts.tower.predict({m_parts.rows.read(batch), batch.rows});
        logits.assign(values.begin(), values.end());
    }

    void setLearningRate(double rate) override
    {
        checkRate(rate);
        m_parts.learnt.setRate(rate);
    }

    void save(StateDict& state) const override { m_parts.learnt.save(state, m_parts.tower); }
    void load(const StateDict& state) override { m_parts.learnt.load(state, m_parts.tower); }
    void saveModel(StateDict& state) const override { m_parts.learnt.saveModel(state, m_parts.tower); }
    void loadModel(const StateDict& state) override { m_parts.learnt.loadModel(state, m_parts.tower); }

    std::string description() const override
    {
        return "fused, CPU, " + std::to_string(m_threads) + (m_threads == 1 ? " thread, " : " threads, ")
            + tower::simdName();
    }

private:
    int m_threads;
    FusedParts m_parts;
    std::unique_ptr<FusedStep> m_step;
};

} // namespace

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

} // namespace leap

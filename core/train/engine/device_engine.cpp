// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/model/device/device_loss.h"
#include "core/model/network/gradients.h"
#include "core/model/transform/field_transform.h"
#include "core/model/transform/host_stage.h"
#include "core/train/engine/device_gates.h"
#include "core/train/engine/device_model.h"
#include "core/train/engine/device_steps.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/engine_graph.h"
#include "core/train/engine/torch_call.h"
#include "core/train/engine/torch_device.h"
#include "core/train/engines.h"
#include "core/train/resident_steps.h"

#include <ATen/Version.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

namespace leap {
namespace {

/// What a step computed, still on the device.
struct StepTensors {
    at::Tensor loss; ///< double, one value
    at::Tensor dtheta; ///< [F]; undefined where theta does not learn
    at::Tensor divergence; ///< [F]; undefined without gates
};

class DeviceEngine final : public StepEngine, public ResidentSteps {
public:
    explicit DeviceEngine(const EngineSpec& spec)
        : m_device(resolveDevice(spec.device))
        , m_threads(std::max(1, spec.threads))
        , m_seed(spec.seed)
        , m_stage(m_device)
        , m_transform(makeTransform(spec, m_device))
        , m_model(spec, m_device)
    {
    }

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        translated("a training step", [&] {
            useThreads(m_threads);
            checkStep(batch, input, m_model.layout(), m_transform->hasGates());
            FieldTransform::Gates gates;
            if (m_transform->hasGates())
                gates = gatesFor(input.kind, input.step, onDevice(input.theta, m_device), input.tau);
            const StepTensors done = runStep(batch, input.kind, input.step, gates);
            result.loss = done.loss.item<double>();
            checkLoss(result.loss, input.step, m_model.rate());
            result.divergence = done.divergence.defined() ? onHost(done.divergence) : std::vector<float>();
            result.dtheta.clear();
            if (done.dtheta.defined())
                result.dtheta = onHost(done.dtheta);
            else if (input.kind != StepKind::Backbone)
                result.dtheta.assign(static_cast<size_t>(m_model.layout().fields()), 0.0F);
        });
    }

    ResidentSteps* resident() override { return this; }

    void begin(const GateState* gates) override
    {
        m_gates.reset();
        m_queued.clear();
        if (gates == nullptr)
            return;
        translated("handing over the gates", [&] { m_gates.emplace(*gates, m_device); });
    }

    void queue(const Batch& train, const ResidentOrder& order) override
    {
        translated("a training step", [&] {
            useThreads(m_threads);
            const StepKind kind = order.joint ? StepKind::Joint : StepKind::Backbone;
            StepTensors done = runStep(train, kind, order.step, currentGates(kind, order.step));
            DeviceStep queued{order.step, done.loss, {}, {}, {}};
            if (m_gates && done.divergence.defined())
                m_gates->observeDivergence(done.divergence);
            if (m_gates && order.joint)
                m_gates->applyGradient(done.dtheta);
            if (m_gates && order.gate != nullptr) {
                done = runStep(*order.gate, StepKind::Gates, order.step,
                               currentGates(StepKind::Gates, order.step));
                queued.gateLoss = done.loss;
                m_gates->applyGradient(done.dtheta);
            }
            if (m_gates) {
                queued.theta = m_gates->theta().clone();
                queued.divergence = m_gates->divergence();
            }
            m_queued.push_back(std::move(queued));
        });
    }

    int64_t pending() const override { return static_cast<int64_t>(m_queued.size()); }

    void collect(std::vector<ResidentStep>& steps, GateState* gates) override
    {
        std::vector<DeviceStep> queued;
        queued.swap(m_queued);
        translated("reading steps back", [&] {
            steps = readBack(queued);
            if (m_gates && gates != nullptr)
                m_gates->writeTo(*gates);
        });
        for (size_t i = 0; i < steps.size(); ++i) {
            checkLoss(steps[i].trainLoss, steps[i].step, m_model.rate());
            if (queued[i].gateLoss.defined())
                checkLoss(steps[i].gateLoss, steps[i].step, m_model.rate());
        }
    }

    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        logits.clear();
        if (batch.rows == 0)
            return;
        translated("a prediction", [&] {
            useThreads(m_threads);
            const c10::NoGradGuard noGrad;
            m_stage.begin();
            const at::Tensor x = m_model.readRows(batch, m_stage);
            m_stage.finish();
            logits = onHost(m_model.forward(m_transform->evaluate(x), {}));
        });
    }

    void setLearningRate(double rate) override
    {
        checkRate(rate);
        translated("a change of the learning rate", [&] { m_model.setRate(rate); });
    }

    void save(StateDict& state) const override
    {
        translated("saving the model", [&] { m_model.save(state); });
    }
    void load(const StateDict& state) override
    {
        translated("loading the model", [&] { m_model.load(state); });
    }
    void saveModel(StateDict& state) const override
    {
        translated("saving the model", [&] { m_model.saveModel(state); });
    }
    void loadModel(const StateDict& state) override
    {
        translated("loading the model", [&] { m_model.loadModel(state); });
    }

    std::string description() const override
    {
        const std::string host = std::to_string(m_threads) + (m_threads == 1 ? " thread, " : " threads, ")
            + at::get_cpu_capability();
        return m_device.is_cpu() ? "resident, CPU, " + host
                                 : "resident, GPU " + m_device.str()
                + " (its kernels were checked against the reference): tables, network, moments and "
                  "gates";
    }

private:
    FieldTransform::Gates gatesFor(StepKind kind, int64_t step, at::Tensor theta, double tau) const
    {
        theta.set_requires_grad(kind != StepKind::Backbone);
        return {std::move(theta), tau, gateSeed(m_seed, kind), step};
    }

    FieldTransform::Gates currentGates(StepKind kind, int64_t step) const
    {
        if (!m_transform->hasGates())
            return {};
        if (!m_gates)
            throw FailureError("A search was begun without its gates.");
        return gatesFor(kind, step, m_gates->theta().detach(), m_gates->tau());
    }

    StepTensors runStep(const Batch& batch, StepKind kind, int64_t step, const FieldTransform::Gates& gates)
    {
        const StepInput input{kind, step, {}, 1.0F};
        checkStep(batch, input, m_model.layout(), false);
        const c10::AutoGradMode recording(true);
        const bool learnsBackbone = kind != StepKind::Gates;
        m_stage.begin();
        const at::Tensor x = m_model.readRows(batch, m_stage);
        const DeviceLabels labels = sendLabels(batch, m_stage);
        m_stage.finish();
        x.set_requires_grad(learnsBackbone);
        const auto transformed = m_transform->train(x, gates);
        const at::Tensor logits =
            m_model.forward(transformed.x, {true, learnsBackbone, dropoutKey(m_seed, input)});
        StepTensors done;
        const DeviceLoss loss = binaryCrossEntropy(logits.detach(), labels);
        done.loss = loss.value;
        done.divergence = transformed.divergence.defined() ? transformed.divergence.detach() : at::Tensor();

        std::vector<at::Tensor> sources;
        if (learnsBackbone) {
            sources = m_model.parameters();
            sources.push_back(x);
        }
        const bool learnsTheta = kind != StepKind::Backbone && gates.theta.defined();
        if (learnsTheta)
            sources.push_back(gates.theta);
        const auto gradients = gradientsOf(logits, sources, loss.gradient);
        if (learnsTheta)
            done.dtheta = gradients.back();
        if (learnsBackbone)
            m_model.update(gradients);
        return done;
    }

    c10::Device m_device;
    int m_threads;
    uint64_t m_seed;
    HostStage m_stage;
    std::unique_ptr<FieldTransform> m_transform;
    DeviceModel m_model;
    std::optional<DeviceGates> m_gates; ///< of the search under way
    std::vector<DeviceStep> m_queued;
};

} // namespace

std::unique_ptr<StepEngine> makeDeviceEngine(const EngineSpec& spec)
{
    checkLayout(spec.layout);
    return translated("setting up the model",
                      [&]() -> std::unique_ptr<StepEngine> { return std::make_unique<DeviceEngine>(spec); });
}

} // namespace leap

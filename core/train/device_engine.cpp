// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/model/backbone.h"
#include "core/model/device_adam.h"
#include "core/model/device_embedding.h"
#include "core/model/device_loss.h"
#include "core/model/field_transform.h"
#include "core/model/host_stage.h"
#include "core/model/parameter_set.h"
#include "core/train/device_gates.h"
#include "core/train/device_steps.h"
#include "core/train/engine_checks.h"
#include "core/train/engine_graph.h"
#include "core/train/engine_state.h"
#include "core/train/resident_steps.h"
#include "core/train/step_engine.h"
#include "core/train/torch_call.h"
#include "core/train/torch_device.h"

#include <ATen/Version.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
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

/// The flat array that the parameters' tensors share, on their device.
at::Tensor flatOf(const ParameterSet& parameters, c10::Device device)
{
    const auto size = static_cast<int64_t>(parameters.host().size());
    if (parameters.tensors().empty())
        return at::zeros({size}, at::TensorOptions(device).dtype(at::kFloat));
    return parameters.tensors().front().detach().as_strided({size}, {1}, 0);
}

class DeviceEngine final : public StepEngine, public ResidentSteps {
public:
    explicit DeviceEngine(const EngineSpec& spec)
        : m_device(resolveDevice(spec.device))
        , m_threads(std::max(1, spec.threads))
        , m_seed(spec.seed)
        , m_rate(spec.learningRate)
        , m_stage(m_device)
        , m_embedding(std::make_unique<DeviceEmbedding>(spec.layout, spec.embeddingScale, spec.seed,
                                                        AdamHyper{.rate = spec.learningRate}, m_device))
        , m_transform(makeTransform(spec, m_device))
        , m_backbone(makeBackbone(spec.backbone, backboneSpecFor(spec), m_parameters, m_device))
    {
        m_parameters.allocate(spec.seed, m_device);
        m_values = flatOf(m_parameters, m_device);
        m_gradient = at::zeros_like(m_values);
        m_adam.emplace(m_values.numel(), AdamHyper{.rate = spec.learningRate}, m_device);
        startBackwardThread(m_device);
    }

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        translated("a training step", [&] {
            useThreads(m_threads);
            checkStep(batch, input, m_embedding->layout(), m_transform->hasGates());
            FieldTransform::Gates gates;
            if (m_transform->hasGates())
                gates = gatesFor(input.kind, input.step, onDevice(input.theta, m_device), input.tau);
            const StepTensors done = runStep(batch, input.kind, input.step, gates);
            result.loss = done.loss.item<double>();
            checkLoss(result.loss, input.step, m_rate);
            result.divergence = done.divergence.defined() ? onHost(done.divergence) : std::vector<float>();
            result.dtheta.clear();
            if (done.dtheta.defined())
                result.dtheta = onHost(done.dtheta);
            else if (input.kind != StepKind::Backbone)
                result.dtheta.assign(static_cast<size_t>(m_embedding->layout().fields()), 0.0F);
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
            checkLoss(steps[i].trainLoss, steps[i].step, m_rate);
            if (queued[i].gateLoss.defined())
                checkLoss(steps[i].gateLoss, steps[i].step, m_rate);
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
            const at::Tensor x = m_embedding->read(batch, m_stage);
            m_stage.finish();
            logits = onHost(m_backbone->forward(m_transform->evaluate(x), {}));
        });
    }

    void setLearningRate(double rate) override
    {
        checkRate(rate);
        m_rate = rate;
        translated("a change of the learning rate", [&] { m_embedding->setRate(rate); });
        m_adam->setRate(rate);
    }

    void save(StateDict& state) const override
    {
        translated("saving the model", [&] {
            const c10::NoGradGuard noGrad;
            saveOptimiser(state, {m_rate, m_adam->steps(), m_embedding->steps()});
            saveNetworkOfDevice(state);
            saveMoments(state, m_parameters, m_adam->toHost());
            m_embedding->flush();
            for (size_t i = 0; i < m_embedding->places().size(); ++i)
                saveTable(state, i, sizeOf(i), m_embedding->save(i));
        });
    }

    void saveModel(StateDict& state) const override
    {
        translated("saving the model", [&] {
            const c10::NoGradGuard noGrad;
            saveNetworkOfDevice(state);
            m_embedding->flush();
            for (size_t i = 0; i < m_embedding->places().size(); ++i)
                saveWeights(state, i, sizeOf(i), m_embedding->weights(i));
        });
    }

    void load(const StateDict& state) override
    {
        translated("loading the model", [&] { loadChecked(state); });
    }

    void loadModel(const StateDict& state) override
    {
        translated("loading the model", [&] {
            const c10::NoGradGuard noGrad;
            checkNetwork(state, m_parameters, *m_backbone);
            for (size_t i = 0; i < m_embedding->places().size(); ++i)
                (void)checkedWeights(state, i, sizeOf(i));
            loadNetwork(state, m_parameters, *m_backbone);
            m_embedding->flush();
            for (size_t i = 0; i < m_embedding->places().size(); ++i)
                m_embedding->setWeights(i, checkedWeights(state, i, sizeOf(i)));
        });
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
        checkStep(batch, input, m_embedding->layout(), false);
        const c10::AutoGradMode recording(true);
        const bool learnsBackbone = kind != StepKind::Gates;
        m_stage.begin();
        at::Tensor x;
        {
            const c10::NoGradGuard noGrad;
            x = m_embedding->read(batch, m_stage);
        }
        const DeviceLabels labels = sendLabels(batch, m_stage);
        m_stage.finish();
        x = x.detach().set_requires_grad(learnsBackbone);
        const auto transformed = m_transform->train(x, gates);
        const at::Tensor logits =
            m_backbone->forward(transformed.x, {true, learnsBackbone, dropoutKey(m_seed, input)});
        StepTensors done;
        const DeviceLoss loss = binaryCrossEntropy(logits.detach(), labels);
        done.loss = loss.value;
        done.divergence = transformed.divergence.defined() ? transformed.divergence.detach() : at::Tensor();

        std::vector<at::Tensor> sources;
        if (learnsBackbone) {
            sources = m_parameters.tensors();
            sources.push_back(x);
        }
        const bool learnsTheta = kind != StepKind::Backbone && gates.theta.defined();
        if (learnsTheta)
            sources.push_back(gates.theta);
        const auto gradients = gradientsOf(logits, sources, loss.gradient);
        if (learnsTheta)
            done.dtheta = gradients.back();
        if (learnsBackbone)
            updateBackbone(gradients);
        return done;
    }

    /// @param gradients of the parameters, then of x
    void updateBackbone(const std::vector<at::Tensor>& gradients)
    {
        const c10::NoGradGuard noGrad;
        for (size_t i = 0; i < m_parameters.entries().size(); ++i) {
            const auto& entry = m_parameters.entries()[i];
            m_gradient.narrow(0, entry.offset, entry.size).copy_(gradients[i].reshape(-1));
        }
        m_embedding->applyGradient(gradients[m_parameters.entries().size()]);
        m_adam->step(m_values, m_gradient);
    }

    TableSize sizeOf(size_t place) const
    {
        const InputSlot& input =
            m_embedding->layout().inputs[static_cast<size_t>(m_embedding->places()[place].input)];
        return {input.vocabulary, input.width};
    }

    void saveNetworkOfDevice(StateDict& state) const
    {
        const std::vector<float> values = onHost(m_values);
        std::copy(values.begin(), values.end(), m_parameters.host().begin());
        saveNetwork(state, m_parameters, *m_backbone);
    }

    void loadChecked(const StateDict& state)
    {
        const c10::NoGradGuard noGrad;
        const OptimiserState optimiser = checkedOptimiser(state);
        checkNetwork(state, m_parameters, *m_backbone);
        checkMoments(state, m_parameters);
        for (size_t i = 0; i < m_embedding->places().size(); ++i)
            checkTable(state, i, sizeOf(i), optimiser.tableSteps);
        loadNetwork(state, m_parameters, *m_backbone);
        DenseAdam adam(static_cast<size_t>(m_gradient.numel()));
        loadMoments(state, m_parameters, adam, optimiser.networkSteps);
        m_adam->restore(adam);
        m_embedding->setSteps(optimiser.tableSteps);
        for (size_t i = 0; i < m_embedding->places().size(); ++i)
            m_embedding->load(i, loadedTable(state, i));
        setLearningRate(optimiser.rate);
    }

    c10::Device m_device;
    int m_threads;
    uint64_t m_seed;
    double m_rate;
    HostStage m_stage;
    std::unique_ptr<DeviceEmbedding> m_embedding;
    std::unique_ptr<FieldTransform> m_transform;
    mutable ParameterSet m_parameters; ///< save() refreshes its copy on the host
    std::unique_ptr<Backbone> m_backbone;
    std::optional<DeviceAdam> m_adam;
    at::Tensor m_values; ///< all parameters, laid out like m_parameters.host()
    at::Tensor m_gradient; ///< the same
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

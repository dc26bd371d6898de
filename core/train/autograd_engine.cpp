// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/model/backbone.h"
#include "core/model/field_embedding.h"
#include "core/model/field_transform.h"
#include "core/model/loss.h"
#include "core/model/parameter_set.h"
#include "core/train/engine_checks.h"
#include "core/train/engine_graph.h"
#include "core/train/engine_state.h"
#include "core/train/step_engine.h"
#include "core/train/torch_call.h"
#include "core/train/torch_device.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <utility>

namespace leap {
namespace {

std::span<const float> valuesOf(const at::Tensor& hostTensor)
{
    return {hostTensor.const_data_ptr<float>(), static_cast<size_t>(hostTensor.numel())};
}

std::vector<float> toVector(const at::Tensor& tensor)
{
    const at::Tensor host = tensor.detach().cpu().contiguous();
    const auto values = valuesOf(host);
    return {values.begin(), values.end()};
}

class AutogradEngine final : public StepEngine {
public:
    explicit AutogradEngine(const EngineSpec& spec)
        : m_device(resolveDevice(spec.device))
        , m_threads(std::max(1, spec.threads))
        , m_seed(spec.seed)
        , m_rate(spec.learningRate)
        , m_embedding(std::make_unique<FieldEmbedding>(spec.layout, spec.embeddingScale, spec.seed,
                                                       AdamHyper{.rate = spec.learningRate}))
        , m_transform(makeTransform(spec, m_device))
        , m_backbone(makeBackbone(spec.backbone, backboneSpecFor(spec), m_parameters, m_device))
    {
        m_parameters.allocate(spec.seed, m_device);
        m_gradient.resize(m_parameters.host().size());
        m_adam = DenseAdam(m_gradient.size(), {.rate = spec.learningRate});
    }

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        translated("a training step", [&] {
            useThreads();
            const c10::AutoGradMode recording(true);
            checkStep(batch, input, m_embedding->layout(), m_transform->hasGates());
            runStep(batch, input, result);
        });
    }

    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        logits.clear();
        if (batch.rows == 0)
            return;
        translated("a prediction", [&] {
            useThreads();
            const c10::NoGradGuard noGrad;
            logits = toVector(m_backbone->forward(m_transform->evaluate(readRows(batch)), {}));
        });
    }

    void setLearningRate(double rate) override
    {
        checkRate(rate);
        m_rate = rate;
        m_embedding->setRate(rate);
        m_adam.setRate(rate);
    }

    void save(StateDict& state) const override
    {
        const c10::NoGradGuard noGrad;
        saveOptimiser(state, {m_rate, m_adam.steps(), m_embedding->steps()});
        saveParameters(state, m_parameters, m_adam);
        for (const auto& statistic : m_backbone->statistics())
            putFloats(state, kEnginePrefix + statistic.name, toVector(statistic.values));
        saveTables(state, *m_embedding);
    }

    void load(const StateDict& state) override
    {
        const c10::NoGradGuard noGrad;
        const OptimiserState optimiser = checkedOptimiser(state);
        checkParameters(state, m_parameters);
        checkTables(state, *m_embedding, optimiser.tableSteps);
        for (const auto& statistic : m_backbone->statistics())
            (void)getFloats(state, kEnginePrefix + statistic.name, statistic.values.numel());

        loadParameters(state, m_parameters, m_adam, optimiser.networkSteps);
        for (const auto& statistic : m_backbone->statistics())
            loadTensor(getFloats(state, kEnginePrefix + statistic.name), statistic.values);
        loadTables(state, *m_embedding, optimiser.tableSteps);
        setLearningRate(optimiser.rate);
    }

    std::string description() const override
    {
        const std::string threads = std::to_string(m_threads) + (m_threads == 1 ? " thread" : " threads");
        const std::string host = threads + ", " + at::get_cpu_capability();
        return m_device.is_cpu() ? "autograd, CPU, " + host
                                 : "autograd, GPU " + m_device.str() + ", tables on CPU, " + host;
    }

private:
    /// The number of threads is a property of the calling thread and of the process: set where the work is
    /// done.
    void useThreads() const
    {
        if (at::get_num_threads() != m_threads)
            at::set_num_threads(m_threads);
    }

    void runStep(const Batch& batch, const StepInput& input, StepResult& result)
    {
        const bool learnsBackbone = input.kind != StepKind::Gates;
        const bool learnsGates = input.kind != StepKind::Backbone;
        const at::Tensor x = readRows(batch).detach().set_requires_grad(learnsBackbone);
        const FieldTransform::Gates gates = gatesOf(input);
        const auto transformed = m_transform->train(x, gates);
        const ForwardMode mode{true, learnsBackbone, dropoutKey(m_seed, input)};
        const at::Tensor logits = m_backbone->forward(transformed.x, mode);
        const at::Tensor gradient = lossGradient(logits, batch, input, result);

        std::vector<at::Tensor> sources;
        if (learnsBackbone) {
            sources = m_parameters.tensors();
            sources.push_back(x);
        }
        if (learnsGates && gates.theta.defined())
            sources.push_back(gates.theta);
        const auto gradients = gradientsOf(logits, sources, gradient);
        setGateResults(transformed, learnsGates, gradients, result);
        if (learnsBackbone)
            updateBackbone(batch, gradients);
    }

    /// x [rows, D] on the device; the host buffer is reused.
    at::Tensor readRows(const Batch& batch)
    {
        const int64_t columns = m_embedding->layout().columns();
        if (!m_rows.defined() || m_rows.size(0) < batch.rows)
            m_rows = at::empty({batch.rows, columns}, at::kFloat);
        m_embedding->read(batch, m_rows.mutable_data_ptr<float>());
        const at::Tensor rows = m_rows.narrow(0, 0, batch.rows);
        return m_device.is_cpu() ? rows : rows.to(m_device);
    }

    FieldTransform::Gates gatesOf(const StepInput& input) const
    {
        FieldTransform::Gates gates;
        if (!m_transform->hasGates())
            return gates;
        at::Tensor theta = at::empty({static_cast<int64_t>(input.theta.size())}, at::kFloat);
        std::copy(input.theta.begin(), input.theta.end(), theta.mutable_data_ptr<float>());
        gates.theta = theta.to(m_device).set_requires_grad(input.kind != StepKind::Backbone);
        gates.tau = input.tau;
        gates.seed = gateSeed(m_seed, input.kind);
        gates.step = input.step;
        return gates;
    }

    /// Sets the loss; d loss / d logits on the device.
    at::Tensor lossGradient(const at::Tensor& logits, const Batch& batch, const StepInput& input,
                            StepResult& result) const
    {
        const at::Tensor host = logits.detach().cpu();
        at::Tensor gradient = at::empty({batch.rows}, at::kFloat);
        result.loss =
            binaryCrossEntropy(valuesOf(host), batch.label, batch.weight,
                               {gradient.mutable_data_ptr<float>(), static_cast<size_t>(batch.rows)});
        checkLoss(result.loss, input.step, m_rate);
        return gradient.to(m_device);
    }

    void setGateResults(const FieldTransform::Result& transformed, bool learnsGates,
                        const std::vector<at::Tensor>& gradients, StepResult& result) const
    {
        result.dtheta.clear();
        result.divergence.clear();
        if (transformed.divergence.defined())
            result.divergence = toVector(transformed.divergence);
        if (!learnsGates)
            return;
        if (m_transform->hasGates())
            result.dtheta = toVector(gradients.back());
        else
            result.dtheta.assign(static_cast<size_t>(m_embedding->layout().fields()), 0.0F);
    }

    /// @param gradients of the parameters, then of x
    void updateBackbone(const Batch& batch, const std::vector<at::Tensor>& gradients)
    {
        const size_t parameters = m_parameters.tensors().size();
        m_parameters.collect({gradients.data(), parameters}, m_gradient);
        const at::Tensor rows = gradients[parameters].cpu().contiguous();
        m_embedding->applyGradient(batch, rows.const_data_ptr<float>());
        m_adam.step(m_parameters.host(), m_gradient);
        m_parameters.upload();
    }

    c10::Device m_device;
    int m_threads;
    uint64_t m_seed;
    double m_rate;
    std::unique_ptr<FieldEmbedding>
        m_embedding; ///< held by pointer: save() may replay missed steps, see there
    std::unique_ptr<FieldTransform> m_transform;
    ParameterSet m_parameters;
    std::unique_ptr<Backbone> m_backbone;
    DenseAdam m_adam{0};
    std::vector<float> m_gradient; ///< laid out like m_parameters.host()
    at::Tensor m_rows; ///< [capacity, D]
};

} // namespace

std::unique_ptr<StepEngine> makeAutogradEngine(const EngineSpec& spec)
{
    checkLayout(spec.layout);
    return translated("setting up the model", [&]() -> std::unique_ptr<StepEngine> {
        return std::make_unique<AutogradEngine>(spec);
    });
}

} // namespace leap

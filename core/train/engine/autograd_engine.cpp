// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device/device_adam.h"
#include "core/model/network/backbone.h"
#include "core/model/network/gradients.h"
#include "core/model/network/loss.h"
#include "core/model/transform/field_transform.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/engine_graph.h"
#include "core/train/engine/host_parameters.h"
#include "core/train/engine/host_transform.h"
#include "core/train/engine/torch_call.h"
#include "core/train/engine/torch_device.h"
#include "core/train/engines.h"

#include <ATen/Version.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <utility>

namespace leap {
namespace {

class AutogradEngine final : public StepEngine {
public:
    explicit AutogradEngine(const EngineSpec& spec)
        : m_device(resolveDevice(spec.device))
        , m_threads(std::max(1, spec.threads))
        , m_seed(spec.seed)
        , m_transform(isHostTransform(spec.transform.kind) ? makeNoTransform()
                                                           : makeTransform(spec, m_device))
        , m_host(spec)
        , m_learnt(spec)
        , m_backbone(makeBackbone(spec.network.backbone, backboneSpecFor(spec), m_learnt.network(), m_device))
    {
        m_learnt.begin(spec.seed, m_device);
        startBackwardThread(m_device);
    }

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        translated("a training step", [&] {
            useThreads(m_threads);
            const c10::AutoGradMode recording(true);
            checkStep(batch, input, m_learnt.layout(), m_transform->hasGates() || m_host);
            if (m_host)
                runHostStep(batch, input, result);
            else
                runStep(batch, input, result);
        });
    }

    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        logits.clear();
        if (batch.rows == 0)
            return;
        translated("a prediction", [&] {
            useThreads(m_threads);
            const c10::NoGradGuard noGrad;
            logits = onHost(m_backbone->forward(m_transform->evaluate(readRows(batch)), {}));
        });
    }

    void setLearningRate(double rate) override
    {
        checkRate(rate);
        m_learnt.setRate(rate);
    }

    void save(StateDict& state) const override { m_learnt.save(state, *m_backbone); }
    void load(const StateDict& state) override { m_learnt.load(state, *m_backbone); }
    void saveModel(StateDict& state) const override { m_learnt.saveModel(state, *m_backbone); }
    void loadModel(const StateDict& state) override { m_learnt.loadModel(state, *m_backbone); }

    std::string description() const override
    {
        const std::string threads = std::to_string(m_threads) + (m_threads == 1 ? " thread" : " threads");
        const std::string host = threads + ", " + at::get_cpu_capability();
        return m_device.is_cpu() ? "autograd, CPU, " + host
                                 : "autograd, GPU " + m_device.str() + ", tables on CPU, " + host;
    }

private:
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
            sources = m_learnt.network().tensors();
            sources.push_back(x);
        }
        if (learnsGates && gates.theta.defined())
            sources.push_back(gates.theta);
        const auto gradients = gradientsOf(logits, sources, gradient);
        setGateResults(transformed, learnsGates, gradients, result);
        if (learnsBackbone)
            updateBackbone(batch, gradients);
    }

    /// The same with a transform on the host: x~ is where the graph begins.
    void runHostStep(const Batch& batch, const StepInput& input, StepResult& result)
    {
        const HostRows x{readHostRows(batch), batch.rows, m_learnt.layout().columns()};
        const float* transformed = m_host.forward(x, input, m_seed);
        const auto divergence = m_host.divergence();
        result.divergence.assign(divergence.begin(), divergence.end());
        const bool learnsBackbone = input.kind != StepKind::Gates;
        if (m_host.learnsByPredicting() && !learnsBackbone)
            return learnByPredicting(x, batch, result);
        if (m_host.learnsByPredicting() && input.kind == StepKind::Joint)
            learnByPredicting(x, batch, result);
        else
            result.dtheta.clear();

        const at::Tensor rows = onDevice(transformed, x).set_requires_grad(true);
        const ForwardMode mode{true, learnsBackbone, dropoutKey(m_seed, input)};
        const at::Tensor logits = m_backbone->forward(rows, mode);
        const at::Tensor gradient = lossGradient(logits, batch, input, result);
        std::vector<at::Tensor> sources;
        if (learnsBackbone)
            sources = m_learnt.network().tensors();
        sources.push_back(rows);
        auto gradients = gradientsOf(logits, sources, gradient);
        gradients.back() = gradients.back().cpu().contiguous();
        m_host.backward(x, input, gradients.back().mutable_data_ptr<float>(), result);
        if (learnsBackbone)
            updateBackbone(batch, gradients);
    }

    void learnByPredicting(const HostRows& x, const Batch& batch, StepResult& result)
    {
        std::vector<float> logits;
        const c10::NoGradGuard noGrad;
        m_host.learnGates(
            x, batch,
            [&](const float* rows) -> std::span<const float> {
                return logits = onHost(m_backbone->forward(onDevice(rows, x), {}));
            },
            result);
    }

    /// A copy on the device of rows of x's shape.
    at::Tensor onDevice(const float* rows, const HostRows& x) const
    {
        // from_blob() asks for a pointer that may be written to; the copy is what anybody writes to.
        auto* memory = const_cast<float*>(rows); // NOLINT(cppcoreguidelines-pro-type-const-cast)
        return at::from_blob(memory, {x.count, x.stride}, at::kFloat).to(m_device, at::kFloat, false, true);
    }

    /// x [rows, D] on the host; the next call overwrites it.
    float* readHostRows(const Batch& batch)
    {
        if (!m_rows.defined() || m_rows.size(0) < batch.rows)
            m_rows = at::empty({batch.rows, m_learnt.layout().columns()}, at::kFloat);
        m_learnt.tables().read(batch, m_rows.mutable_data_ptr<float>());
        return m_rows.mutable_data_ptr<float>();
    }

    /// The same on the device.
    at::Tensor readRows(const Batch& batch)
    {
        (void)readHostRows(batch);
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
        const std::vector<float> host = onHost(logits);
        at::Tensor gradient = at::empty({batch.rows}, at::kFloat);
        result.loss =
            binaryCrossEntropy(host, batch.label, batch.weight,
                               {gradient.mutable_data_ptr<float>(), static_cast<size_t>(batch.rows)});
        checkLoss(result.loss, input.step, m_learnt.rate());
        return gradient.to(m_device);
    }

    void setGateResults(const FieldTransform::Result& transformed, bool learnsGates,
                        const std::vector<at::Tensor>& gradients, StepResult& result) const
    {
        result.dtheta.clear();
        result.divergence.clear();
        if (transformed.divergence.defined())
            result.divergence = onHost(transformed.divergence);
        if (!learnsGates)
            return;
        if (m_transform->hasGates())
            result.dtheta = onHost(gradients.back());
        else
            result.dtheta.assign(static_cast<size_t>(m_learnt.layout().fields()), 0.0F);
    }

    /// @param gradients of the parameters, then of x
    void updateBackbone(const Batch& batch, const std::vector<at::Tensor>& gradients)
    {
        const size_t parameters = m_learnt.network().tensors().size();
        m_learnt.network().collect({gradients.data(), parameters}, m_learnt.gradient());
        const at::Tensor rows = gradients[parameters].cpu().contiguous();
        m_learnt.tables().applyGradient(batch, rows.const_data_ptr<float>());
        m_learnt.stepNetwork();
        m_learnt.network().upload();
    }

    c10::Device m_device;
    int m_threads;
    uint64_t m_seed;
    std::unique_ptr<FieldTransform> m_transform;
    HostTransform m_host;
    HostParameters m_learnt;
    std::unique_ptr<Backbone> m_backbone;
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

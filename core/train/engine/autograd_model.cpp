// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/autograd_model.h"

#include "core/train/engine/engine_checks.h"
#include "core/train/engine/engine_graph.h"
#include "core/train/engine/engine_state.h"

#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <cstddef>

namespace leap {

AutogradModel::AutogradModel(const EngineSpec& spec, c10::Device device)
    : m_device(device)
    , m_rate(spec.learningRate)
    , m_embedding(std::make_unique<FieldEmbedding>(spec.layout, spec.embeddingScale, spec.seed,
                                                   AdamHyper{.rate = spec.learningRate}))
    , m_backbone(makeBackbone(spec.backbone, backboneSpecFor(spec), m_parameters, device))
{
    m_parameters.allocate(spec.seed, device);
    m_gradient.resize(m_parameters.host().size());
    m_adam = DenseAdam(m_gradient.size(), {.rate = spec.learningRate});
    startBackwardThread(device);
}

void AutogradModel::setRate(double rate)
{
    m_rate = rate;
    m_embedding->setRate(rate);
    m_adam.setRate(rate);
}

float* AutogradModel::readHostRows(const Batch& batch)
{
    if (!m_rows.defined() || m_rows.size(0) < batch.rows)
        m_rows = at::empty({batch.rows, layout().columns()}, at::kFloat);
    m_embedding->read(batch, m_rows.mutable_data_ptr<float>());
    return m_rows.mutable_data_ptr<float>();
}

at::Tensor AutogradModel::readRows(const Batch& batch)
{
    (void)readHostRows(batch);
    const at::Tensor rows = m_rows.narrow(0, 0, batch.rows);
    return m_device.is_cpu() ? rows : rows.to(m_device);
}

void AutogradModel::update(const Batch& batch, const std::vector<at::Tensor>& gradients)
{
    const size_t parameters = m_parameters.tensors().size();
    m_parameters.collect({gradients.data(), parameters}, m_gradient);
    const at::Tensor rows = gradients[parameters].cpu().contiguous();
    m_embedding->applyGradient(batch, rows.const_data_ptr<float>());
    m_adam.step(m_parameters.host(), m_gradient);
    m_parameters.upload();
}

void AutogradModel::save(StateDict& state) const
{
    const c10::NoGradGuard noGrad;
    saveOptimiser(state, {m_rate, m_adam.steps(), m_embedding->steps()});
    saveNetwork(state, m_parameters, *m_backbone);
    saveMoments(state, m_parameters, m_adam);
    saveTables(state, *m_embedding);
}

void AutogradModel::load(const StateDict& state)
{
    const c10::NoGradGuard noGrad;
    const OptimiserState optimiser = checkedOptimiser(state);
    checkNetwork(state, m_parameters, *m_backbone);
    checkMoments(state, m_parameters);
    checkTables(state, *m_embedding, optimiser.tableSteps);
    loadNetwork(state, m_parameters, *m_backbone);
    loadMoments(state, m_parameters, m_adam, optimiser.networkSteps);
    loadTables(state, *m_embedding, optimiser.tableSteps);
    setRate(optimiser.rate);
}

void AutogradModel::saveWeights(StateDict& state) const
{
    const c10::NoGradGuard noGrad;
    saveNetwork(state, m_parameters, *m_backbone);
    saveTableWeights(state, *m_embedding);
}

void AutogradModel::loadWeights(const StateDict& state)
{
    const c10::NoGradGuard noGrad;
    checkNetwork(state, m_parameters, *m_backbone);
    checkTableWeights(state, *m_embedding);
    loadNetwork(state, m_parameters, *m_backbone);
    loadTableWeights(state, *m_embedding);
}

} // namespace leap

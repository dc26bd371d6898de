// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/device_model.h"

#include "core/model/table/adam.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/engine_graph.h"

#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cstddef>

namespace leap {
namespace {

/// The flat array that the parameters' tensors share, on their device.
at::Tensor flatOf(const ParameterSet& parameters, c10::Device device)
{
    const auto size = static_cast<int64_t>(parameters.host().size());
    if (parameters.tensors().empty())
        return at::zeros({size}, at::TensorOptions(device).dtype(at::kFloat));
    return parameters.tensors().front().detach().as_strided({size}, {1}, 0);
}

} // namespace

DeviceModel::DeviceModel(const EngineSpec& spec, c10::Device device)
    : m_rate(spec.learningRate)
    , m_embedding(std::make_unique<DeviceEmbedding>(spec.layout, spec.embeddingScale, spec.seed,
                                                    AdamHyper{.rate = spec.learningRate}, device))
    , m_backbone(makeBackbone(spec.network.backbone, backboneSpecFor(spec), m_parameters, device))
{
    m_parameters.allocate(spec.seed, device);
    m_values = flatOf(m_parameters, device);
    m_gradient = at::zeros_like(m_values);
    m_adam = std::make_unique<DeviceAdam>(m_values.numel(), AdamHyper{.rate = spec.learningRate}, device);
    startBackwardThread(device);
}

void DeviceModel::setRate(double rate)
{
    m_rate = rate;
    m_embedding->setRate(rate);
    m_adam->setRate(rate);
}

at::Tensor DeviceModel::readRows(const Batch& batch, HostStage& stage)
{
    const c10::NoGradGuard noGrad;
    return m_embedding->read(batch, stage).detach();
}

void DeviceModel::update(const std::vector<at::Tensor>& gradients)
{
    const c10::NoGradGuard noGrad;
    for (size_t i = 0; i < m_parameters.entries().size(); ++i) {
        const auto& entry = m_parameters.entries()[i];
        m_gradient.narrow(0, entry.offset, entry.size).copy_(gradients[i].reshape(-1));
    }
    m_embedding->applyGradient(gradients[m_parameters.entries().size()]);
    m_adam->step(m_values, m_gradient);
}

void DeviceModel::save(StateDict& state) const
{
    const c10::NoGradGuard noGrad;
    saveOptimiser(state, {m_rate, m_adam->steps(), m_embedding->steps()});
    saveNetworkOfDevice(state);
    saveMoments(state, m_parameters, m_adam->toHost());
    m_embedding->flush();
    for (size_t i = 0; i < m_embedding->places().size(); ++i)
        saveTable(state, i, sizeOf(i), m_embedding->save(i));
}

void DeviceModel::load(const StateDict& state)
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
    setRate(optimiser.rate);
}

void DeviceModel::saveModel(StateDict& state) const
{
    const c10::NoGradGuard noGrad;
    saveNetworkOfDevice(state);
    m_embedding->flush();
    for (size_t i = 0; i < m_embedding->places().size(); ++i)
        saveWeights(state, i, sizeOf(i), m_embedding->weights(i));
}

void DeviceModel::loadModel(const StateDict& state)
{
    const c10::NoGradGuard noGrad;
    checkNetwork(state, m_parameters, *m_backbone);
    for (size_t i = 0; i < m_embedding->places().size(); ++i)
        (void)checkedWeights(state, i, sizeOf(i));
    loadNetwork(state, m_parameters, *m_backbone);
    m_embedding->flush();
    for (size_t i = 0; i < m_embedding->places().size(); ++i)
        m_embedding->setWeights(i, checkedWeights(state, i, sizeOf(i)));
}

TableSize DeviceModel::sizeOf(size_t place) const
{
    const InputSlot& input = layout().inputs[static_cast<size_t>(m_embedding->places()[place].input)];
    return {input.vocabulary, input.width};
}

void DeviceModel::saveNetworkOfDevice(StateDict& state) const
{
    const std::vector<float> values = onHost(m_values);
    std::copy(values.begin(), values.end(), m_parameters.host().begin());
    saveNetwork(state, m_parameters, *m_backbone);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/host_parameters.h"

namespace leap {

HostParameters::HostParameters(const EngineSpec& spec)
    : m_rate(spec.learningRate)
    , m_tables(std::make_unique<FieldEmbedding>(spec.layout, spec.embeddingScale, spec.seed,
                                                AdamHyper{.rate = spec.learningRate}))
{
}

void HostParameters::begin(uint64_t seed, c10::Device device)
{
    m_network.allocate(seed, device);
    m_gradient.resize(m_network.host().size());
    m_adam = DenseAdam(m_gradient.size(), {.rate = m_rate});
}

void HostParameters::setRate(double rate)
{
    m_rate = rate;
    m_tables->setRate(rate);
    m_adam.setRate(rate);
}

} // namespace leap

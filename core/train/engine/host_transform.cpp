// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/host_transform.h"

#include "core/base/statistics.h"
#include "core/gate/permutation.h"
#include "core/model/network/loss.h"
#include "core/train/engine/engine_checks.h"

namespace leap {
namespace {

std::unique_ptr<RowTransform> makeRowTransform(const EngineSpec& spec)
{
    const std::vector<int64_t>& ranges = spec.layout.ranges;
    switch (spec.transform.kind) {
    case TransformSpec::Kind::None:
    case TransformSpec::Kind::Mask:
    case TransformSpec::Kind::Leap:
        return nullptr;
    case TransformSpec::Kind::Scale:
        return makeScaleTransform(ranges);
    case TransformSpec::Kind::Mean:
        return makeMeanTransform(ranges);
    case TransformSpec::Kind::SampledPermute:
        return std::make_unique<SampledTransform>(ranges, SampledTransform::Replacement::Permute);
    case TransformSpec::Kind::SampledDrop:
        return std::make_unique<SampledTransform>(ranges, SampledTransform::Replacement::Drop);
    }
    return nullptr;
}

/// Zero after the columns, where the transforms never write.
float* reserve(AlignedVector<float>& buffer, const HostRows& x)
{
    const auto size = static_cast<size_t>(x.count * x.stride);
    if (buffer.size() < size)
        buffer.assign(size, 0.0F);
    return buffer.data();
}

/// @return the weighted mean of the rows' losses
double setLosses(std::span<const float> logits, const Batch& batch, std::vector<float>& losses)
{
    losses.resize(logits.size());
    rowLosses(logits, batch.label, losses);
    double sum = 0, weights = 0;
    for (size_t row = 0; row < losses.size(); ++row) {
        const double w = batch.weight.empty() ? 1.0 : batch.weight[row];
        sum += w * losses[row];
        weights += w;
    }
    return weights > 0 ? sum / weights : 0;
}

} // namespace

bool isHostTransform(TransformSpec::Kind kind)
{
    return kind != TransformSpec::Kind::None && kind != TransformSpec::Kind::Mask
        && kind != TransformSpec::Kind::Leap;
}

HostTransform::HostTransform(const EngineSpec& spec)
    : m_transform(makeRowTransform(spec))
    , m_sampled(dynamic_cast<SampledTransform*>(m_transform.get()))
{
}

const float* HostTransform::forward(const HostRows& x, const StepInput& input, uint64_t seed)
{
    const uint64_t key = gate::permutationStepKey(gateSeed(seed, input.kind), input.step);
    float* out = reserve(m_out, x);
    m_transform->forward(x, {input.theta, input.tau, key}, out);
    return out;
}

void HostTransform::backward(const HostRows& x, const StepInput& input, float* gradient, StepResult& result)
{
    const bool wanted = input.kind != StepKind::Backbone && !learnsByPredicting();
    if (wanted)
        result.dtheta.assign(input.theta.size(), 0.0F);
    m_transform->backward(x, gradient, wanted ? std::span<float>(result.dtheta) : std::span<float>());
}

void HostTransform::learnGates(const HostRows& x, const Batch& batch, const Predict& predict,
                               StepResult& result)
{
    result.loss = setLosses(predict(m_out.data()), batch, m_baseLoss);
    float* switched = reserve(m_switched, x);
    for (int64_t pass = 0; pass < m_sampled->switches(); ++pass) {
        m_sampled->switchOne(x, m_out.data(), pass, switched);
        (void)setLosses(predict(switched), batch, m_switchedLoss);
        m_sampled->addLosses(m_baseLoss, m_switchedLoss, batch.weight);
    }
    result.dtheta.resize(static_cast<size_t>(m_sampled->divergence().size()));
    m_sampled->finishGradient(batch.weight, result.dtheta);
}

} // namespace leap

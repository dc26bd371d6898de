// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/model/fused/layer_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/model/fused/tower_kernels.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace leap::tower::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, kPad>;
inline constexpr int64_t kLanes = hn::MaxLanes(Tag());

void momentsKernel(const LayerShape& shape, const float* values, float* mean, float* squares)
{
    const Tag d;
    const auto share = hn::Set(d, 1.0F / static_cast<float>(shape.rows));
    for (int64_t column = 0; column < shape.columns; column += kLanes) {
        auto sum = hn::Zero(d);
        for (int64_t row = 0; row < shape.rows; ++row)
            sum = hn::Add(sum, hn::Load(d, values + row * shape.stride + column));
        const auto middle = hn::Mul(sum, share);
        auto spread = hn::Zero(d);
        for (int64_t row = 0; row < shape.rows; ++row) {
            const auto distance = hn::Sub(hn::Load(d, values + row * shape.stride + column), middle);
            spread = hn::MulAdd(distance, distance, spread);
        }
        hn::Store(middle, d, mean + column);
        hn::Store(spread, d, squares + column);
    }
}

void activateKernel(const LayerShape& shape, const Activation& job)
{
    const Tag d;
    for (int64_t column = 0; column < shape.columns; column += kLanes) {
        const auto mean = hn::Load(d, job.mean + column);
        const auto inverse = hn::Load(d, job.inverse + column);
        const auto scale = hn::Load(d, job.scale + column);
        const auto shift = hn::Load(d, job.shift + column);
        for (int64_t row = 0; row < shape.rows; ++row) {
            const int64_t at = row * shape.stride + column;
            const auto normal = hn::Mul(hn::Sub(hn::Load(d, job.z + at), mean), inverse);
            hn::Store(normal, d, job.z + at);
            auto out = hn::Max(hn::MulAdd(scale, normal, shift), hn::Zero(d));
            if (job.masked)
                out = hn::Mul(out, hn::Load(d, job.out + at));
            hn::Store(out, d, job.out + at);
        }
    }
}

void activationBackKernel(const LayerShape& shape, const ActivationGradient& job)
{
    const Tag d;
    const auto kept = hn::Set(d, job.kept);
    for (int64_t column = 0; column < shape.columns; column += kLanes) {
        auto sum = hn::Zero(d);
        auto productSum = hn::Zero(d);
        for (int64_t row = 0; row < shape.rows; ++row) {
            const int64_t at = row * shape.stride + column;
            float* gradient = job.d + row * job.dStride + column;
            const auto passed = hn::Gt(hn::Load(d, job.out + at), hn::Zero(d));
            const auto back = hn::IfThenElseZero(passed, hn::Mul(kept, hn::Load(d, gradient)));
            hn::Store(back, d, gradient);
            sum = hn::Add(sum, back);
            productSum = hn::MulAdd(back, hn::Load(d, job.z + at), productSum);
        }
        hn::Store(sum, d, job.sum + column);
        hn::Store(productSum, d, job.productSum + column);
    }
}

void normBackKernel(const LayerShape& shape, const NormGradient& job)
{
    const Tag d;
    for (int64_t column = 0; column < shape.columns; column += kLanes) {
        const auto gain = hn::Load(d, job.gain + column);
        const auto offset = hn::Load(d, job.offset + column);
        const auto slope = hn::Load(d, job.slope + column);
        for (int64_t row = 0; row < shape.rows; ++row) {
            float* gradient = job.d + row * job.dStride + column;
            const auto scaled = hn::MulSub(gain, hn::Load(d, gradient), offset);
            const auto normal = hn::Load(d, job.z + row * shape.stride + column);
            hn::Store(hn::NegMulAdd(slope, normal, scaled), d, gradient);
        }
    }
}

int64_t targetKernel()
{
    return HWY_TARGET;
}

} // namespace leap::tower::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap::tower {
HWY_EXPORT(momentsKernel);
HWY_EXPORT(activateKernel);
HWY_EXPORT(activationBackKernel);
HWY_EXPORT(normBackKernel);
HWY_EXPORT(targetKernel);

void moments(const LayerShape& shape, const float* values, float* mean, float* squares)
{
    HWY_DYNAMIC_DISPATCH(momentsKernel)(shape, values, mean, squares);
}
void activate(const LayerShape& shape, const Activation& job)
{
    HWY_DYNAMIC_DISPATCH(activateKernel)(shape, job);
}
void activationGradient(const LayerShape& shape, const ActivationGradient& job)
{
    HWY_DYNAMIC_DISPATCH(activationBackKernel)(shape, job);
}
void normGradient(const LayerShape& shape, const NormGradient& job)
{
    HWY_DYNAMIC_DISPATCH(normBackKernel)(shape, job);
}
const char* simdName()
{
    return hwy::TargetName(HWY_DYNAMIC_DISPATCH(targetKernel)());
}
} // namespace leap::tower
#endif

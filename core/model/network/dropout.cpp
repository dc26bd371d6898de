// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/model/network/dropout.cpp"
#include <hwy/foreach_target.h>

#include "core/base/random.h"
#include "core/model/network/dropout.h"

#include <hwy/highway.h>

#include <cmath>
#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace leap::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// A mask's values in terms of its random bits.
struct DropoutRule {
    uint32_t dropped; ///< bits below it mean 0
    float kept; ///< the others

    [[nodiscard]] float value(uint64_t bits) const
    {
        return static_cast<uint32_t>(bits) < dropped ? 0.0F : kept;
    }
};

#if HWY_TARGET == HWY_SCALAR
HWY_INLINE size_t fillPairs(uint64_t, const DropoutRule&, uint64_t, float*, size_t)
{
    return 0;
}
#else
using Bits = hn::CappedTag<uint64_t, 8>;

/// mix64() of every lane.
HWY_INLINE hn::Vec<Bits> mixed(hn::Vec<Bits> z)
{
    const Bits d;
    z = hn::Mul(hn::Xor(z, hn::ShiftRight<30>(z)), hn::Set(d, 0xBF58476D1CE4E5B9ull));
    z = hn::Mul(hn::Xor(z, hn::ShiftRight<27>(z)), hn::Set(d, 0x94D049BB133111EBull));
    return hn::Xor(z, hn::ShiftRight<31>(z));
}

/// Two values a draw, from draw `draw` on, as many as whole vectors hold. @return values written
HWY_INLINE size_t fillPairs(uint64_t key, const DropoutRule& rule, uint64_t draw, float* mask, size_t count)
{
    const Bits d;
    const hn::Repartition<uint32_t, Bits> halves;
    const hn::Repartition<float, Bits> floats;
    constexpr uint64_t kStep = 0x9E3779B97F4A7C15ull; // RandomStream's
    constexpr size_t kValues = 2 * hn::MaxLanes(Bits());
    HWY_ALIGN uint64_t first[hn::MaxLanes(Bits())];
    for (size_t lane = 0; lane < hn::MaxLanes(Bits()); ++lane)
        first[lane] = key + (draw + lane + 1) * kStep;
    auto counter = hn::Load(d, first);
    const auto step = hn::Set(d, hn::MaxLanes(Bits()) * kStep);
    const auto dropped = hn::Set(halves, rule.dropped);
    const auto kept = hn::Set(floats, rule.kept);
    size_t i = 0;
    for (; i + kValues <= count; i += kValues) {
        const auto isKept = hn::Not(hn::Lt(hn::BitCast(halves, mixed(counter)), dropped));
        hn::StoreU(hn::IfThenElseZero(hn::RebindMask(floats, isKept), kept), floats, mask + i);
        counter = hn::Add(counter, step);
    }
    return i;
}
#endif

void fillMaskKernel(uint64_t key, double rate, float* mask, size_t count, uint64_t first)
{
    const RandomStream stream(key);
    const DropoutRule rule{static_cast<uint32_t>(std::lround(rate * 0x1p32)),
                           static_cast<float>(1 / (1 - rate))};
    const auto draw = [&](size_t i) { return (first + i) / 2; };
    size_t i = 0;
    if (first % 2 == 1 && count > 0)
        mask[i++] = rule.value(stream.bitsAt(draw(0)) >> 32);
    i += fillPairs(key, rule, draw(i), mask + i, count - i);
    for (; i < count; i += 2) { // one draw serves two values
        const uint64_t bits = stream.bitsAt(draw(i));
        mask[i] = rule.value(bits);
        if (i + 1 < count)
            mask[i + 1] = rule.value(bits >> 32);
    }
}

} // namespace leap::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap {
HWY_EXPORT(fillMaskKernel);

void fillDropoutMask(uint64_t key, double rate, std::span<float> mask, uint64_t first)
{
    HWY_DYNAMIC_DISPATCH(fillMaskKernel)(key, rate, mask.data(), mask.size(), first);
}
} // namespace leap
#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Vector helpers of the kernels, compiled once per SIMD target (hence the toggled guard instead of #pragma
// once).
#if defined(LEAP_GATE_VECTOR_OPS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LEAP_GATE_VECTOR_OPS_INL_H
#undef LEAP_GATE_VECTOR_OPS_INL_H
#else
#define LEAP_GATE_VECTOR_OPS_INL_H
#endif

#include <hwy/highway.h>

#ifndef LEAP_HOST_DEVICE
#define LEAP_HOST_DEVICE
#endif

HWY_BEFORE_NAMESPACE();
namespace leap::gate::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#include "core/gate/gate_formula.inc"

/// 32 bytes or the target's whole vector, whichever is smaller: fields are narrow, and memory is the
/// bottleneck anyway.
template <class T> using WideTag = hn::CappedTag<T, 32 / sizeof(T)>;

template <class D> struct VectorOps {
    using V = hn::Vec<D>;
    HWY_INLINE static V sub(V a, V b) { return hn::Sub(a, b); }
    HWY_INLINE static V mul(V a, V b) { return hn::Mul(a, b); }
    HWY_INLINE static V mulAdd(V a, V b, V c) { return hn::MulAdd(a, b, c); }
    HWY_INLINE static V negMulAdd(V a, V b, V c) { return hn::NegMulAdd(a, b, c); }
};

template <class D> using Formula = GateFormula<VectorOps<D>>;

template <class D> HWY_INLINE double sumOfLanes(D d, hn::Vec<D> v)
{
    return static_cast<double>(hn::GetLane(hn::SumOfLanes(d, v)));
}

#if HWY_TARGET != HWY_SCALAR
/// Even-odd sums inside each 128-bit block: (a, b) -> (a01, b01, a23, b23 | ...) for float, (a01, b01 | ...)
/// for double.
template <class D, class V = hn::Vec<D>> HWY_INLINE V addInterleaved(D d, V a, V b)
{
    return hn::Add(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b));
}

/// The same with pairs of floats as the unit.
template <class D, class V = hn::Vec<D>> HWY_INLINE V addInterleavedPairs(D d, V a, V b)
{
    const hn::Repartition<double, D> pairs;
    const auto pa = hn::BitCast(pairs, a);
    const auto pb = hn::BitCast(pairs, b);
    return hn::Add(hn::BitCast(d, hn::InterleaveLower(pairs, pa, pb)),
                   hn::BitCast(d, hn::InterleaveUpper(pairs, pa, pb)));
}

template <class D, class V = hn::Vec<D>> HWY_INLINE V addHalves(D d, V a, V b)
{
    return hn::Add(hn::ConcatLowerLower(d, b, a), hn::ConcatUpperUpper(d, b, a));
}

#endif

/// Lane r of the result is the sum of rows[r]'s lanes; there are as many rows as lanes.
template <class D, class V = hn::Vec<D>> HWY_INLINE V rowSums(D d, const V* rows)
{
#if HWY_TARGET == HWY_SCALAR
    (void)d;
    return rows[0];
#else
    constexpr size_t kRows = hn::MaxLanes(D());
    if constexpr (sizeof(hn::TFromD<D>) == 8) {
        const V low = addInterleaved(d, rows[0], rows[1]);
        if constexpr (kRows == 2)
            return low;
        else
            return addHalves(d, low, addInterleaved(d, rows[2], rows[3]));
    } else {
        const V low =
            addInterleavedPairs(d, addInterleaved(d, rows[0], rows[1]), addInterleaved(d, rows[2], rows[3]));
        if constexpr (kRows == 4)
            return low;
        else
            return addHalves(d, low,
                             addInterleavedPairs(d, addInterleaved(d, rows[4], rows[5]),
                                                 addInterleaved(d, rows[6], rows[7])));
    }
#endif
}

/// The last `left` < Lanes(d) columns in halves of a vector, so that no byte outside the segment is touched.
template <class D, class Body>
HWY_INLINE hn::Vec<D> walkTail(D d, const Body& body, size_t column, size_t left)
{
#if HWY_TARGET == HWY_SCALAR
    (void)body, (void)column, (void)left;
    return hn::Zero(d);
#else
    const hn::Half<D> half;
    constexpr size_t kHalf = hn::MaxLanes(hn::Half<D>());
    auto sum = hn::Zero(half);
    if (left & kHalf) {
        sum = body.columns(half, column, sum);
        column += kHalf;
    }
    if constexpr (kHalf > 1) {
        if (left & (kHalf - 1))
            sum = hn::Add(sum, walkTail(half, body, column, left & (kHalf - 1)));
    }
    return hn::ZeroExtendVector(d, sum);
#endif
}

/// Calls body.columns(tag, column, sum) -> sum over all columns of one row's part of a field.
/// @param width in columns; ignored where kVectors > 0 gives it in whole vectors when this is compiled
/// @return `sum` with the lanes' sums added
template <size_t kVectors, class D, class Body, class V = hn::Vec<D>>
HWY_INLINE V walkSegment(D d, const Body& body, size_t width, V sum)
{
    constexpr size_t kStep = hn::MaxLanes(D());
    if constexpr (kVectors > 0) {
        for (size_t i = 0; i < kVectors; ++i)
            sum = body.columns(d, i * kStep, sum);
    } else {
        size_t column = 0;
        for (; column + kStep <= width; column += kStep)
            sum = body.columns(d, column, sum);
        if (column < width)
            sum = hn::Add(sum, walkTail(d, body, column, width - column));
    }
    return sum;
}

/// Calls work.run<n>(): n is `width` in whole vectors for common widths, which get specialised code, else 0.
template <class D, class Work> HWY_INLINE void runForWidth(D /*d*/, int64_t width, const Work& work)
{
    constexpr auto kStep = static_cast<int64_t>(hn::MaxLanes(D()));
    if (width == kStep)
        work.template run<1>();
    else if (width == 2 * kStep)
        work.template run<2>();
    else if (width == 4 * kStep)
        work.template run<4>();
    else
        work.template run<0>();
}

} // namespace leap::gate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif

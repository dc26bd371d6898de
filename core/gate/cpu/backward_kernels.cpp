// SPDX-License-Identifier: GPL-3.0-or-later
// dx = g dy and the sums for dtheta: pure streaming over dy, x and x~, without the permutation.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/gate/cpu/backward_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/gate/cpu/kernels.h"
#include "core/gate/cpu/vector_ops-inl.h"

#include <algorithm>
#include <cstddef>
#include <hwy/aligned_allocator.h>
#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace leap::gate::HWY_NAMESPACE {

/// Prefetch distance in bytes: four streams at once are too many for the hardware prefetcher (measured: 2.5 x
/// memcpy without, 2.0 x with).
inline constexpr size_t kPrefetchBytes = 2048;

/// One field of one row.
template <class T> struct BackwardSegment {
    const T* gradient;
    const T* x;
    const T* fused;
    T* gradX;
    T keepWeight;

    template <class D> HWY_INLINE hn::Vec<D> columns(D d, size_t column, hn::Vec<D> sum) const
    {
        prefetch(column + kPrefetchBytes / sizeof(T));
        const auto dy = hn::LoadU(d, gradient + column);
        const auto own = hn::LoadU(d, x + column);
        const auto mixed = hn::LoadU(d, fused + column);
        hn::StoreU(Formula<D>::gradX(dy, hn::Set(d, keepWeight)), d, gradX + column);
        return Formula<D>::addThetaTerm(sum, dy, own, mixed);
    }

    HWY_INLINE void prefetch(size_t column) const
    {
        hwy::Prefetch(gradient + column);
        hwy::Prefetch(x + column);
        hwy::Prefetch(fused + column);
        hwy::Prefetch(gradX + column);
    }
};

/// One field of one row; `sums` of the field has one entry per lane.
template <class T> struct StreamRow {
    const BackwardSegment<T> segment;
    size_t width;
    T* sums;

    template <size_t kVectors> HWY_INLINE void run() const
    {
        const WideTag<T> d;
        hn::Store(walkSegment<kVectors>(d, segment, width, hn::Load(d, sums)), d, sums);
    }
};

template <class T> HWY_INLINE void streamRow(const BackwardJob<T>& job, int64_t row, T* sums)
{
    const WideTag<T> d;
    constexpr auto kLanesD = static_cast<int64_t>(hn::MaxLanes(WideTag<T>()));
    for (int64_t field = 0; field < job.fields; ++field) {
        const int64_t width = job.ranges[field + 1] - job.ranges[field];
        const int64_t at = row * job.columns + job.ranges[field];
        const int64_t gradientAt = row * job.gradientColumns + job.ranges[field];
        const BackwardSegment<T> segment{job.gradient + gradientAt, job.x + at, job.fused + at,
                                         job.gradX + gradientAt, job.keepWeights[field]};
        runForWidth(d, width, StreamRow<T>{segment, static_cast<size_t>(width), sums + field * kLanesD});
    }
}

template <class T>
int64_t backward(const BackwardJob<T>& job, int64_t firstRow, int64_t lastRow, double* partialSums)
{
    const WideTag<T> d;
    constexpr size_t kLanesD = hn::MaxLanes(WideTag<T>());
    const auto fields = static_cast<size_t>(job.fields);
    const auto sums = hwy::AllocateAligned<T>(fields * kLanesD);
    std::fill_n(sums.get(), fields * kLanesD, T(0));
    for (int64_t row = firstRow; row < lastRow; ++row)
        streamRow(job, row, sums.get());
    for (size_t field = 0; field < fields; ++field)
        partialSums[field] = sumOfLanes(d, hn::Load(d, sums.get() + field * kLanesD));
    return HWY_TARGET;
}

int64_t backwardFloat(const BackwardJob<float>& job, int64_t firstRow, int64_t lastRow, double* partialSums)
{
    return backward(job, firstRow, lastRow, partialSums);
}

int64_t backwardDouble(const BackwardJob<double>& job, int64_t firstRow, int64_t lastRow, double* partialSums)
{
    return backward(job, firstRow, lastRow, partialSums);
}

} // namespace leap::gate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap::gate {

HWY_EXPORT(backwardFloat);
HWY_EXPORT(backwardDouble);

int64_t runBackward(const BackwardJob<float>& job, int64_t firstRow, int64_t lastRow, double* partialSums)
{
    return HWY_DYNAMIC_DISPATCH(backwardFloat)(job, firstRow, lastRow, partialSums);
}

int64_t runBackward(const BackwardJob<double>& job, int64_t firstRow, int64_t lastRow, double* partialSums)
{
    return HWY_DYNAMIC_DISPATCH(backwardDouble)(job, firstRow, lastRow, partialSums);
}

} // namespace leap::gate
#endif

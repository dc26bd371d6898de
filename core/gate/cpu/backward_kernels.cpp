// SPDX-License-Identifier: GPL-3.0-or-later
// dx = g dy and the sums behind dtheta: pure streaming over dy, x and x~, with no permutation.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/gate/cpu/backward_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/gate/cpu/kernels.h"
#include "core/gate/cpu/vector_ops-inl.h"

#include <algorithm>
#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace leap::gate::HWY_NAMESPACE {

/// Rows that are walked field by field together: their parts of a field share one vector of sums.
inline constexpr int64_t kGroupRows = 8;

/// One field of one row.
template <class T> struct BackwardSegment {
    const T* gradient;
    const T* x;
    const T* fused;
    T* gradX;
    T keepWeight;

    template <class D> HWY_INLINE hn::Vec<D> columns(D d, size_t column, hn::Vec<D> sum) const
    {
        const auto dy = hn::LoadU(d, gradient + column);
        const auto own = hn::LoadU(d, x + column);
        const auto mixed = hn::LoadU(d, fused + column);
        hn::StoreU(Formula<D>::gradX(dy, hn::Set(d, keepWeight)), d, gradX + column);
        return Formula<D>::addThetaTerm(sum, dy, own, mixed);
    }
};

template <class T>
HWY_INLINE BackwardSegment<T> segmentAt(const BackwardJob<T>& job, int64_t row, int64_t field)
{
    const int64_t at = row * job.columns + job.ranges[field];
    return {job.gradient + at, job.x + at, job.fused + at, job.gradX + at, job.keepWeights[field]};
}

template <class T>
int64_t backward(const BackwardJob<T>& job, int64_t firstRow, int64_t lastRow, double* partialSums)
{
    const WideTag<T> d;
    std::fill(partialSums, partialSums + job.fields, 0.0);
    for (int64_t first = firstRow; first < lastRow; first += kGroupRows) {
        const int64_t last = std::min(lastRow, first + kGroupRows);
        for (int64_t field = 0; field < job.fields; ++field) {
            const auto width = static_cast<size_t>(job.ranges[field + 1] - job.ranges[field]);
            auto sum = hn::Zero(d);
            for (int64_t row = first; row < last; ++row)
                sum = walkSegment(d, segmentAt(job, row, field), width, sum);
            partialSums[field] += sumOfLanes(d, sum);
        }
    }
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

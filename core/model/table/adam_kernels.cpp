// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/model/table/adam_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/model/table/adam_kernels.h"

#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace leap::adam::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Embeddings are narrow: vectors of more than 8 lanes would mostly be tails.
using Wide = hn::CappedTag<float, 8>;
using Half = hn::CappedTag<float, 4>;
using One = hn::CappedTag<float, 1>;

/// Calls body(tag, column) so that the tags' lanes cover [0, width) once. Every lane does the same
/// arithmetic, so a value does not depend on the tag that covers it.
template <class Body> HWY_INLINE void overColumns(size_t width, const Body& body)
{
    const Wide wide;
    const Half half;
    size_t column = 0;
    for (; column + hn::Lanes(wide) <= width; column += hn::Lanes(wide))
        body(wide, column);
    for (; column + hn::Lanes(half) <= width; column += hn::Lanes(half))
        body(half, column);
    for (; column < width; ++column)
        body(One(), column);
}

/// rate factor x m / (root x rootScale + epsilon), taken from p: the one place where a parameter moves.
template <class V> HWY_INLINE V moved(V p, V m, V root, V stepSize, V rootScale, V epsilon)
{
    return hn::NegMulAdd(stepSize, hn::Div(m, hn::MulAdd(root, rootScale, epsilon)), p);
}

/// The constants of a step in one vector type.
template <class D> struct Constants {
    hn::Vec<D> beta1, rest1, beta2, rest2, epsilon;

    Constants(D d, const AdamHyper& hyper)
        : beta1(hn::Set(d, static_cast<float>(hyper.beta1)))
        , rest1(hn::Set(d, static_cast<float>(1 - hyper.beta1)))
        , beta2(hn::Set(d, static_cast<float>(hyper.beta2)))
        , rest2(hn::Set(d, static_cast<float>(1 - hyper.beta2)))
        , epsilon(hn::Set(d, static_cast<float>(hyper.epsilon)))
    {
    }
    HWY_INLINE hn::Vec<D> first(hn::Vec<D> m, hn::Vec<D> g) const
    {
        return hn::MulAdd(rest1, g, hn::Mul(beta1, m));
    }
    HWY_INLINE hn::Vec<D> second(hn::Vec<D> v, hn::Vec<D> g) const
    {
        return hn::MulAdd(rest2, hn::Mul(g, g), hn::Mul(beta2, v));
    }
};

void denseStepKernel(const DenseArrays& a, const AdamHyper& hyper, const AdamFactors& factors)
{
    overColumns(a.size, [&](auto d, size_t at) HWY_ATTR {
        const Constants<decltype(d)> constants(d, hyper);
        const auto g = hn::LoadU(d, a.gradient + at);
        const auto m = constants.first(hn::LoadU(d, a.moment1 + at), g);
        const auto v = constants.second(hn::LoadU(d, a.moment2 + at), g);
        hn::StoreU(m, d, a.moment1 + at);
        hn::StoreU(v, d, a.moment2 + at);
        hn::StoreU(moved(hn::LoadU(d, a.parameters + at), m, hn::Sqrt(v), hn::Set(d, factors.stepSize),
                         hn::Set(d, factors.rootScale), constants.epsilon),
                   d, a.parameters + at);
    });
}

/// One row's record.
struct Record {
    float* parameter;
    float* moment1;
    float* root;
    float* history;
    size_t width;

    Record(const TableRows& table, int64_t row)
        : parameter(table.records + row * table.stride)
        , moment1(parameter + table.width)
        , root(moment1 + table.width)
        , history(root + table.width)
        , width(static_cast<size_t>(table.width))
    {
    }
    HWY_INLINE RowHistory past() const
    {
        RowHistory past;
        std::memcpy(&past, history, sizeof past);
        return past;
    }
    HWY_INLINE void setPast(RowHistory past) const { std::memcpy(history, &past, sizeof past); }
};

/// Rows are scattered in memory: prefetch this many rows ahead.
inline constexpr int64_t kAhead = 8;

HWY_INLINE void prefetchRecord(const TableRows& table, int64_t row)
{
    constexpr int64_t kLineFloats = 16;
    constexpr int64_t kMostFloats = 8 * kLineFloats; // the rest of a long one follows by itself
    const float* record = table.records + row * table.stride;
    for (int64_t at = 0; at < std::min(table.stride, kMostFloats); at += kLineFloats)
        hwy::Prefetch(record + at);
}

/// Steps without gradient: the moments shrink, the parameter moves on.
struct Replay {
    const float* stepSizes;
    const float* rootScales;
    uint32_t steps;
    float beta1, rootBeta2, epsilon;
    bool toRest;

    HWY_INLINE void operator()(const Record& row) const
    {
        overColumns(row.width, [&](auto d, size_t at) HWY_ATTR {
            const auto b1 = hn::Set(d, beta1);
            const auto b2 = hn::Set(d, rootBeta2);
            const auto eps = hn::Set(d, epsilon);
            auto p = hn::LoadU(d, row.parameter + at);
            auto m = hn::LoadU(d, row.moment1 + at);
            auto root = hn::LoadU(d, row.root + at);
            for (uint32_t i = 0; i < steps; ++i) {
                m = hn::Mul(m, b1);
                root = hn::Mul(root, b2);
                p = moved(p, m, root, hn::Set(d, stepSizes[i]), hn::Set(d, rootScales[i]), eps);
            }
            hn::StoreU(p, d, row.parameter + at);
            hn::StoreU(toRest ? hn::Zero(d) : m, d, row.moment1 + at);
            hn::StoreU(root, d, row.root + at);
        });
    }
};

HWY_INLINE void catchUpRow(const Record& row, const AdamClock& clock, int64_t target)
{
    RowHistory past = row.past();
    const uint32_t rest = clock.restAfter();
    if (past.replayed >= rest)
        return;
    const int64_t done = static_cast<int64_t>(past.lastGradient) + past.replayed;
    const auto steps = static_cast<uint32_t>(std::min<int64_t>(target - done, rest - past.replayed));
    if (steps == 0)
        return;
    const AdamHyper& hyper = clock.hyper();
    past.replayed += steps;
    const Replay replay{clock.stepSizes(done + 1),
                        clock.rootScales(done + 1),
                        steps,
                        static_cast<float>(hyper.beta1),
                        clock.rootBeta2(),
                        static_cast<float>(hyper.epsilon),
                        past.replayed == rest};
    replay(row);
    row.setPast(past);
}

void catchUpKernel(const TableRows& table, const AdamClock& clock, const int32_t* ids, int64_t idStride,
                   int64_t count)
{
    for (int64_t i = 0; i < count; ++i)
        catchUpRow(Record(table, ids[i * idStride]), clock, clock.steps());
}

void gatherKernel(const TableRows& table, const int32_t* ids, int64_t idStride, int64_t count, float* out,
                  int64_t outStride)
{
    for (int64_t i = 0; i < count; ++i) {
        const float* from = table.records + ids[i * idStride] * table.stride;
        float* to = out + i * outStride;
        overColumns(static_cast<size_t>(table.width),
                    [&](auto d, size_t at) HWY_ATTR { hn::StoreU(hn::LoadU(d, from + at), d, to + at); });
    }
}

/// A row at rest does not shrink its second moment step by step: all of that at once, when a gradient comes.
HWY_INLINE void shrinkWhileAtRest(const Record& row, const AdamClock& clock, RowHistory past)
{
    const int64_t idle = clock.steps() - 1 - (static_cast<int64_t>(past.lastGradient) + past.replayed);
    if (idle <= 0)
        return;
    const auto factor =
        static_cast<float>(std::exp(0.5 * static_cast<double>(idle) * std::log(clock.hyper().beta2)));
    overColumns(row.width, [&](auto d, size_t at) HWY_ATTR {
        hn::StoreU(hn::Mul(hn::LoadU(d, row.root + at), hn::Set(d, factor)), d, row.root + at);
    });
}

void addToSumsKernel(const TableRows& table, const AdamClock& clock, const int32_t* ids, int64_t idStride,
                     int64_t count, const float* gradient, int64_t gradientStride, float scale, RowSums& sums)
{
    const auto now = static_cast<uint32_t>(clock.steps());
    for (int64_t i = 0; i < count; ++i) {
        const int32_t id = ids[i * idStride];
        if (i + kAhead < count) {
            hwy::Prefetch(Record(table, ids[(i + kAhead) * idStride]).history);
            hwy::Prefetch(gradient + (i + kAhead) * gradientStride);
        }
        const Record row(table, id);
        const RowHistory past = row.past();
        const bool first = past.lastGradient != now;
        const int64_t slot = first ? sums.count++ : past.replayed;
        if (first) {
            shrinkWhileAtRest(row, clock, past);
            row.setPast({now, static_cast<uint32_t>(slot)}); // until applySums, `replayed` holds the slot
            sums.ids[slot] = id;
        }
        const float* g = gradient + i * gradientStride;
        float* sum = sums.sums + slot * table.width;
        overColumns(row.width, [&](auto d, size_t at) HWY_ATTR {
            const auto before = first ? hn::Zero(d) : hn::LoadU(d, sum + at);
            hn::StoreU(hn::MulAdd(hn::LoadU(d, g + at), hn::Set(d, scale), before), d, sum + at);
        });
    }
}

void applySumsKernel(const TableRows& table, const AdamClock& clock, const RowSums& sums)
{
    const float stepSize = *clock.stepSizes(clock.steps());
    const float rootScale = *clock.rootScales(clock.steps());
    for (int64_t slot = 0; slot < sums.count; ++slot) {
        if (slot + kAhead < sums.count)
            prefetchRecord(table, sums.ids[slot + kAhead]);
        const Record row(table, sums.ids[slot]);
        const float* sum = sums.sums + slot * table.width;
        overColumns(row.width, [&](auto d, size_t at) HWY_ATTR {
            const Constants<decltype(d)> constants(d, clock.hyper());
            const auto g = hn::LoadU(d, sum + at);
            const auto m = constants.first(hn::LoadU(d, row.moment1 + at), g);
            const auto oldRoot = hn::LoadU(d, row.root + at);
            const auto root = hn::Sqrt(constants.second(hn::Mul(oldRoot, oldRoot), g));
            hn::StoreU(m, d, row.moment1 + at);
            hn::StoreU(root, d, row.root + at);
            hn::StoreU(moved(hn::LoadU(d, row.parameter + at), m, root, hn::Set(d, stepSize),
                             hn::Set(d, rootScale), constants.epsilon),
                       d, row.parameter + at);
        });
        row.setPast({static_cast<uint32_t>(clock.steps()), 0});
    }
}

} // namespace leap::adam::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap::adam {

HWY_EXPORT(denseStepKernel);
HWY_EXPORT(catchUpKernel);
HWY_EXPORT(gatherKernel);
HWY_EXPORT(addToSumsKernel);
HWY_EXPORT(applySumsKernel);

void denseStep(const DenseArrays& arrays, const AdamHyper& hyper, const AdamFactors& factors)
{
    HWY_DYNAMIC_DISPATCH(denseStepKernel)(arrays, hyper, factors);
}

void catchUp(const TableRows& table, const AdamClock& clock, const int32_t* ids, int64_t idStride,
             int64_t count)
{
    HWY_DYNAMIC_DISPATCH(catchUpKernel)(table, clock, ids, idStride, count);
}

void gather(const TableRows& table, const int32_t* ids, int64_t idStride, int64_t count, float* out,
            int64_t outStride)
{
    HWY_DYNAMIC_DISPATCH(gatherKernel)(table, ids, idStride, count, out, outStride);
}

void addToSums(const TableRows& table, const AdamClock& clock, const int32_t* ids, int64_t idStride,
               int64_t count, const float* gradient, int64_t gradientStride, float scale, RowSums& sums)
{
    HWY_DYNAMIC_DISPATCH(addToSumsKernel)
    (table, clock, ids, idStride, count, gradient, gradientStride, scale, sums);
}

void applySums(const TableRows& table, const AdamClock& clock, const RowSums& sums)
{
    HWY_DYNAMIC_DISPATCH(applySumsKernel)(table, clock, sums);
}

} // namespace leap::adam
#endif

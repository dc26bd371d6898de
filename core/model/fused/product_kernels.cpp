// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/model/fused/product_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/model/fused/tower_kernels.h"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <hwy/cache_control.h>
#include <utility>

/// Of lambdas that work on vectors in registers: one call that is not inlined would put them all into memory.
#undef LEAP_INLINED
#define LEAP_INLINED HWY_ATTR __attribute__((always_inline))

HWY_BEFORE_NAMESPACE();
namespace leap::tower::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, kPad>;
using Vector = hn::Vec<Tag>;
inline constexpr int64_t kLanes = hn::MaxLanes(Tag());

/// A tile of c lives in registers: as many sums as hide the latency of a multiply-add and leave room for the
/// operands.
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
inline constexpr size_t kTileRows = 12; // 32 registers
#else
inline constexpr size_t kTileRows = 6; // 16 registers
#endif
inline constexpr size_t kTileVectors = 2;

/// What is worked off at a time: a block of b stays in the cache while all rows of a pass by.
struct Block {
    int64_t firstColumn, lastColumn; ///< of b and c
    int64_t firstDepth, lastDepth;
};
inline constexpr int64_t kBlockColumns = 1024;
inline constexpr int64_t kBlockFloats = 16384; ///< of b in a block
/// Blocks of so few rows of b are wide, and b is most likely in memory; the next one is asked for ahead.
inline constexpr int64_t kAskedRows = 32;

/// body(index 0), body(index 1), ... with compile-time indices, so that arrays of vectors become registers.
template <size_t kCount, class Body> HWY_INLINE void unrolled(const Body& body)
{
    [&]<size_t... kIndex>(std::index_sequence<kIndex...>) LEAP_INLINED
    {
        (body(std::integral_constant<size_t, kIndex>()), ...);
    }
    (std::make_index_sequence<kCount>());
}

template <size_t kRows, size_t kVectors> struct Accumulators {
    Vector sums[kRows][kVectors];

    template <class Body> static HWY_INLINE void each(const Body& body)
    {
        unrolled<kRows>([&](auto row) LEAP_INLINED {
            unrolled<kVectors>([&](auto vector) LEAP_INLINED { body(row, vector); });
        });
    }
    HWY_INLINE void load(const float* from, int64_t stride)
    {
        each([&](auto row, auto vector) LEAP_INLINED {
            sums[row][vector] = hn::Load(
                Tag(), from + static_cast<int64_t>(row) * stride + static_cast<int64_t>(vector) * kLanes);
        });
    }
    HWY_INLINE void clear()
    {
        each([&](auto row, auto vector) LEAP_INLINED { sums[row][vector] = hn::Zero(Tag()); });
    }
    HWY_INLINE void store(float* to, int64_t stride) const
    {
        each([&](auto row, auto vector) LEAP_INLINED {
            hn::Store(sums[row][vector], Tag(),
                      to + static_cast<int64_t>(row) * stride + static_cast<int64_t>(vector) * kLanes);
        });
    }
    HWY_INLINE void scale(const float* by)
    {
        each([&](auto row, auto vector) LEAP_INLINED {
            sums[row][vector] =
                hn::Mul(sums[row][vector], hn::Load(Tag(), by + static_cast<int64_t>(vector) * kLanes));
        });
    }
    HWY_INLINE void add(const float* a, int64_t aRowStride, const float* b)
    {
        Vector right[kVectors];
        unrolled<kVectors>([&](auto vector) LEAP_INLINED {
            right[vector] = hn::Load(Tag(), b + static_cast<int64_t>(vector) * kLanes);
        });
        unrolled<kRows>([&](auto row) LEAP_INLINED {
            const Vector left = hn::Set(Tag(), a[static_cast<int64_t>(row) * aRowStride]);
            unrolled<kVectors>([&](auto vector) LEAP_INLINED {
                sums[row][vector] = hn::MulAdd(left, right[vector], sums[row][vector]);
            });
        });
    }
};

/// A block's depth of one tile of c.
template <size_t kRows, size_t kVectors>
void tile(const Product& p, int64_t row, int64_t column, const Block& block)
{
    Accumulators<kRows, kVectors> sums;
    float* c = p.c + row * p.cStride + column;
    if (block.firstDepth > 0 || p.add)
        sums.load(c, p.cStride);
    else if (p.start)
        sums.load(p.start + column, 0);
    else
        sums.clear();
    const float* a = p.a + row * p.aRowStride + block.firstDepth * p.aDepthStride;
    const float* b = p.b + block.firstDepth * p.bStride + column;
    for (int64_t k = block.firstDepth; k < block.lastDepth; ++k, a += p.aDepthStride, b += p.bStride)
        sums.add(a, p.aRowStride, b);
    if (p.scale && block.lastDepth == p.depth)
        sums.scale(p.scale + column);
    sums.store(c, p.cStride);
}

/// The part of b that the next block's tiles below `column` will read: rows of b are far apart, and the
/// processor does not guess the next one.
HWY_INLINE void prefetchNext(const Product& p, int64_t column, int64_t columns, const Block& block)
{
    const int64_t last = std::min(p.depth, 2 * block.lastDepth - block.firstDepth);
    for (int64_t k = block.lastDepth; k < last; ++k)
        for (int64_t i = 0; i < columns; i += kPad)
            hwy::Prefetch(p.b + k * p.bStride + column + i);
}

using TileFunction = void (*)(const Product&, int64_t row, int64_t column, const Block&);
/// Tiles of 1, 2, ... kTileRows rows.
template <size_t kVectors, size_t... kIndex>
constexpr std::array<TileFunction, kTileRows> tiles(std::index_sequence<kIndex...>)
{
    return {tile<kIndex + 1, kVectors>...};
}
inline constexpr auto kWideTiles = tiles<kTileVectors>(std::make_index_sequence<kTileRows>());
inline constexpr auto kNarrowTiles = tiles<1>(std::make_index_sequence<kTileRows>());

/// `rows` rows of a block of c, at most kTileRows.
HWY_INLINE void tileRow(const Product& p, int64_t row, int64_t rows, const Block& block)
{
    constexpr int64_t kStep = kLanes * static_cast<int64_t>(kTileVectors);
    const TileFunction wide = kWideTiles[static_cast<size_t>(rows - 1)];
    const TileFunction narrow = kNarrowTiles[static_cast<size_t>(rows - 1)];
    const bool asks = row == 0 && block.lastDepth - block.firstDepth <= kAskedRows;
    int64_t column = block.firstColumn;
    for (; column + kStep <= block.lastColumn; column += kStep) {
        if (asks)
            prefetchNext(p, column, kStep, block);
        wide(p, row, column, block);
    }
    for (; column < block.lastColumn; column += kLanes)
        narrow(p, row, column, block);
}

/// All rows of a block of c, in tiles of nearly equal height.
void tileRows(const Product& p, const Block& block)
{
    const auto most = static_cast<int64_t>(kTileRows);
    const int64_t tiles = (p.rows + most - 1) / most;
    for (int64_t i = 0; i < tiles; ++i) {
        const int64_t first = p.rows * i / tiles;
        tileRow(p, first, p.rows * (i + 1) / tiles - first, block);
    }
}

void multiplyKernel(const Product& p)
{
    const int64_t depthStep = std::max<int64_t>(kBlockFloats / std::min(p.columns, kBlockColumns), 1);
    for (int64_t column = 0; column < p.columns; column += kBlockColumns) {
        const int64_t lastColumn = std::min(p.columns, column + kBlockColumns);
        for (int64_t depth = 0; depth == 0 || depth < p.depth; depth += depthStep)
            tileRows(p, {column, lastColumn, depth, std::min(p.depth, depth + depthStep)});
    }
}

void rowDotsKernel(const Dots& dots)
{
    const Tag d;
    for (int64_t row = 0; row < dots.rows; ++row) {
        const float* x = dots.x + row * dots.stride;
        Vector even = hn::Zero(d);
        Vector odd = hn::Zero(d);
        int64_t column = 0;
        for (; column + 2 * kLanes <= dots.columns; column += 2 * kLanes) {
            even = hn::MulAdd(hn::Load(d, x + column), hn::Load(d, dots.w + column), even);
            odd = hn::MulAdd(hn::Load(d, x + column + kLanes), hn::Load(d, dots.w + column + kLanes), odd);
        }
        if (column < dots.columns)
            even = hn::MulAdd(hn::Load(d, x + column), hn::Load(d, dots.w + column), even);
        const float before = dots.add ? dots.out[row] + dots.start : dots.start;
        dots.out[row] = before + hn::GetLane(hn::SumOfLanes(d, hn::Add(even, odd)));
    }
}

} // namespace leap::tower::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap::tower {
HWY_EXPORT(multiplyKernel);
HWY_EXPORT(rowDotsKernel);

void multiply(const Product& product)
{
    HWY_DYNAMIC_DISPATCH(multiplyKernel)(product);
}
void rowDots(const Dots& dots)
{
    HWY_DYNAMIC_DISPATCH(rowDotsKernel)(dots);
}
void transpose(const Transposition& job)
{
    constexpr int64_t kBlock = 16; // lines of both matrices stay in the cache
    for (int64_t firstRow = 0; firstRow < job.rows; firstRow += kBlock) {
        const int64_t lastRow = std::min(job.rows, firstRow + kBlock);
        for (int64_t column = 0; column < job.columns; ++column)
            for (int64_t row = firstRow; row < lastRow; ++row)
                job.to[column * job.toStride + row] = job.from[row * job.fromStride + column];
    }
}
} // namespace leap::tower
#endif

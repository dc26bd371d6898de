// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion and divergence in one pass over the data.
//
// Order of work: tiles of neighbouring fields; per tile the permutations first, then groups of rows (as many
// as a vector has lanes), and in each group field by field. The norms of a group come from one transposed sum
// and one square root.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/gate/cpu/forward_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/gate/cpu/kernels.h"
#include "core/gate/cpu/permutation-inl.h"
#include "core/gate/cpu/vector_ops-inl.h"

#include <cmath>
#include <cstddef>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace leap::gate::HWY_NAMESPACE {

/// Columns of a tile: a row of a tile is a few cache lines, and the tile's permutations stay in the
/// second-level cache.
inline constexpr int64_t kTileColumns = 128;
/// From this many columns, the rows of a tile are too far apart for the hardware prefetcher: memory for
/// results is prefetched (measured at 500 fields x 24, B 1024: 0.78 of the time; rows of 312 columns gain
/// nothing).
inline constexpr int64_t kFarApart = 4 * kTileColumns;
inline constexpr int64_t kRowsAhead = 8;
/// Batches of shorter rows with more elements than this do not fit the second-level cache; they are cut into
/// narrow tiles that do, with results prefetched (B 4096, 39 fields x 8: 0.88 of the time).
inline constexpr int64_t kManyElements = 512 << 10;
inline constexpr int64_t kNarrowTileColumns = 32;

/// How a batch is cut.
struct Cut {
    int64_t tileColumns; ///< at most; a wider field forms its own tile
    bool asksAhead; ///< prefetches memory for results
};
inline Cut cutFor(int64_t rows, int64_t columns)
{
    if (columns >= kFarApart)
        return {kTileColumns, true};
    if (columns > kTileColumns && rows * columns >= kManyElements)
        return {kNarrowTileColumns, true};
    return {kTileColumns, false};
}
/// Rows whose norms are summed in T before they enter a sum in double; fixed, so that sums do not depend on
/// the threads.
inline constexpr int64_t kSumRows = 512;

/// One field of one row: `replacement` is the same field of the row that the permutation names.
template <class T> struct ForwardSegment {
    const T* x;
    const T* replacement;
    T* fused;
    T replaceWeight;

    template <class D> HWY_INLINE hn::Vec<D> columns(D d, size_t column, hn::Vec<D> squares) const
    {
        const auto own = hn::LoadU(d, x + column);
        const auto difference = Formula<D>::difference(own, hn::LoadU(d, replacement + column));
        hn::StoreU(Formula<D>::fuse(own, difference, hn::Set(d, replaceWeight)), d, fused + column);
        return Formula<D>::addSquare(squares, difference);
    }
};

/// Everything that does not change inside a tile.
template <class T, class Index> struct Tile {
    const ForwardJob<T>& job;
    int64_t firstField;
    int64_t lastField;
    const Index* permutations; ///< [fields of the tile][stride]
    int64_t stride;
    bool asksAhead;
};

/// One field of a tile, from one row on.
template <class T, class Index> struct FieldRows {
    const T* table; ///< the field's first column, of row 0
    const T* x; ///< the same of the row to start with
    T* fused;
    const Index* from; ///< rows that replace this one and the next
    int64_t columns;
    size_t width;
    T replaceWeight;

    HWY_INLINE FieldRows(const Tile<T, Index>& tile, int64_t field, int64_t row)
        : table(tile.job.x + tile.job.ranges[field])
        , x(table + row * tile.job.columns)
        , fused(tile.job.fused + tile.job.ranges[field] + row * tile.job.columns)
        , from(tile.permutations + (field - tile.firstField) * tile.stride + row)
        , columns(tile.job.columns)
        , width(static_cast<size_t>(tile.job.ranges[field + 1] - tile.job.ranges[field]))
        , replaceWeight(tile.job.replaceWeights[field])
    {
    }

    HWY_INLINE ForwardSegment<T> segment(int64_t row) const
    {
        return {x + row * columns, table + static_cast<int64_t>(from[row]) * columns, fused + row * columns,
                replaceWeight};
    }
};

/// Fuses as many rows as a vector has lanes and adds their norms to `norms`.
template <class T, class Index> struct FuseRows {
    const FieldRows<T, Index> rows;
    T* norms;

    template <size_t kVectors> HWY_INLINE void run() const
    {
        const WideTag<T> d;
        constexpr size_t kRows = hn::MaxLanes(WideTag<T>());
        hn::Vec<WideTag<T>> squares[kRows];
        for (size_t i = 0; i < kRows; ++i)
            squares[i] =
                walkSegment<kVectors>(d, rows.segment(static_cast<int64_t>(i)), rows.width, hn::Zero(d));
        hn::Store(hn::Add(hn::Load(d, norms), hn::Sqrt(rowSums(d, squares))), d, norms);
    }
};

template <class T, class Index>
HWY_INLINE double fuseRow(const Tile<T, Index>& tile, int64_t field, int64_t row)
{
    const WideTag<T> d;
    const FieldRows<T, Index> rows(tile, field, row);
    return std::sqrt(sumOfLanes(d, walkSegment<0>(d, rows.segment(0), rows.width, hn::Zero(d))));
}

/// Prefetches memory for the results of a tile's rows from `row` on.
template <class T, class Index> HWY_INLINE void askForResults(const Tile<T, Index>& tile, int64_t row)
{
    constexpr int64_t kRows = hn::MaxLanes(WideTag<T>());
    constexpr int64_t kLine = 64 / static_cast<int64_t>(sizeof(T));
    const ForwardJob<T>& job = tile.job;
    for (const int64_t last = std::min(row + kRows, job.rows); row < last; ++row) {
        const T* const results = job.fused + row * job.columns;
        for (int64_t column = job.ranges[tile.firstField]; column < job.ranges[tile.lastField];
             column += kLine)
            __builtin_prefetch(results + column, 1);
    }
}

/// Rows [firstRow, lastRow) of a tile; adds each field's sum of norms to sums[field of the tile].
template <class T, class Index>
void fuseBlock(const Tile<T, Index>& tile, int64_t firstRow, int64_t lastRow, T* norms, double* sums)
{
    const WideTag<T> d;
    constexpr int64_t kRows = hn::MaxLanes(WideTag<T>());
    const int64_t fields = tile.lastField - tile.firstField;
    std::fill(norms, norms + fields * kRows, T(0));
    int64_t row = firstRow;
    for (; row + kRows <= lastRow; row += kRows) {
        if (tile.asksAhead)
            askForResults(tile, row + kRowsAhead);
        for (int64_t i = 0; i < fields; ++i) {
            const FieldRows<T, Index> rows(tile, tile.firstField + i, row);
            runForWidth(d, static_cast<int64_t>(rows.width), FuseRows<T, Index>{rows, norms + i * kRows});
        }
    }
    for (; row < lastRow; ++row)
        for (int64_t i = 0; i < fields; ++i)
            sums[i] += fuseRow(tile, tile.firstField + i, row);
    for (int64_t i = 0; i < fields; ++i)
        sums[i] += sumOfLanes(d, hn::Load(d, norms + i * kRows));
}

template <class T, class Index>
void fuseTile(const ForwardJob<T>& job, int64_t firstField, int64_t lastField, bool asksAhead)
{
    constexpr int64_t kRows = hn::MaxLanes(WideTag<T>());
    static thread_local std::vector<Index> permutations;
    const int64_t fields = lastField - firstField;
    // Not a power of two, so that the same row of two fields falls into different cache sets.
    const int64_t stride = job.rows + 96;
    permutations.resize(static_cast<size_t>(fields * stride));
    for (int64_t i = 0; i < fields; ++i)
        drawFast(permutations.data() + i * stride, job.rows,
                 permutationFieldKey(job.stepKey, firstField + i));

    const Tile<T, Index> tile{job, firstField, lastField, permutations.data(), stride, asksAhead};
    HWY_ALIGN T norms[kTileColumns * kRows];
    double sums[kTileColumns]{};
    for (int64_t row = 0; row < job.rows; row += kSumRows)
        fuseBlock(tile, row, std::min(job.rows, row + kSumRows), norms, sums);
    for (int64_t i = 0; i < fields; ++i)
        job.divergence[firstField + i] = static_cast<T>(sums[i] / static_cast<double>(job.rows));
}

template <class T> int64_t forward(const ForwardJob<T>& job, int64_t firstField, int64_t lastField)
{
    const Cut cut = cutFor(job.rows, job.columns);
    for (int64_t first = firstField; first < lastField;) {
        int64_t last = first + 1;
        while (last < lastField && job.ranges[last + 1] - job.ranges[first] <= cut.tileColumns)
            ++last;
        if (job.rows <= kMaxRows16)
            fuseTile<T, uint16_t>(job, first, last, cut.asksAhead);
        else
            fuseTile<T, uint32_t>(job, first, last, cut.asksAhead);
        first = last;
    }
    return HWY_TARGET;
}

int64_t forwardFloat(const ForwardJob<float>& job, int64_t firstField, int64_t lastField)
{
    return forward(job, firstField, lastField);
}

int64_t forwardDouble(const ForwardJob<double>& job, int64_t firstField, int64_t lastField)
{
    return forward(job, firstField, lastField);
}

} // namespace leap::gate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leap::gate {

HWY_EXPORT(forwardFloat);
HWY_EXPORT(forwardDouble);

int64_t runForward(const ForwardJob<float>& job, int64_t firstField, int64_t lastField)
{
    return HWY_DYNAMIC_DISPATCH(forwardFloat)(job, firstField, lastField);
}

int64_t runForward(const ForwardJob<double>& job, int64_t firstField, int64_t lastField)
{
    return HWY_DYNAMIC_DISPATCH(forwardDouble)(job, firstField, lastField);
}

} // namespace leap::gate
#endif

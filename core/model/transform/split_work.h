// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>

namespace leap {

/// Multiply-adds that are worth a thread of their own: some ten microseconds.
inline constexpr int64_t kThreadWork = 400'000;

/// body(first, last) on parts of [0, count), one part a thread, where the work is worth it. The body's
/// results must not depend on where the cuts lie.
template <class Body> void splitWork(int64_t count, int64_t workOfOne, const Body& body)
{
    at::parallel_for(0, count, std::max<int64_t>(1, kThreadWork / std::max<int64_t>(1, workOfOne)), body);
}

/// Rows that are worked off together, by one thread. Sums over rows are sums over blocks of rows, so that
/// they do not depend on the threads.
struct RowBlock {
    static constexpr int64_t kRows = 64;
    int64_t index;
    int64_t first;
    int64_t rows;
};
[[nodiscard]] constexpr int64_t rowBlocks(int64_t rows)
{
    return (rows + RowBlock::kRows - 1) / RowBlock::kRows;
}
/// body(block) for the blocks [begin, end) of `rows` rows.
template <class Body> void forRowBlocks(int64_t rows, int64_t begin, int64_t end, const Body& body)
{
    for (int64_t i = begin; i < end; ++i) {
        const int64_t first = i * RowBlock::kRows;
        body(RowBlock{i, first, std::min(RowBlock::kRows, rows - first)});
    }
}
/// For all of them, on several threads. @param workOfRow in multiply-adds
template <class Body> void overRowBlocks(int64_t rows, int64_t workOfRow, const Body& body)
{
    splitWork(rowBlocks(rows), RowBlock::kRows * workOfRow,
              [&](int64_t begin, int64_t end) { forRowBlocks(rows, begin, end, body); });
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset_record.h"
#include "core/data/rows/store_file.h"
#include "core/record/as_list.h"

#include <vector>

/// The trailer of a store on disk. Private to core/data.
namespace leap {

template <> struct Record<RowShape> {
    using T = RowShape;
    static constexpr auto members = std::tuple{member("id_columns", &T::idColumns, atLeast(0)),
                                               member("bag_columns", &T::bagColumns, atLeast(0)),
                                               member("dense_columns", &T::denseColumns, atLeast(0)),
                                               member("weight", &T::weight),
                                               member("group", &T::group),
                                               member("source_row", &T::sourceRow)};
};

template <> struct Record<BlockEntry> {
    using T = BlockEntry;
    static constexpr auto members =
        std::tuple{member("rows", &T::rows, atLeast(0)), member("offset", &T::offset, atLeast(0)),
                   member("bytes", &T::bytes, atLeast(0)), member("checksum", &T::checksum)};
};

template <> struct Record<StoreIndex> {
    using T = StoreIndex;
    static constexpr auto members =
        std::tuple{member("shape", &T::shape, valuesOnly), member("block_rows", &T::blockRows, atLeast(1)),
                   member("blocks", &T::blocks, valuesOnly)};
};

/// All that a store holds but the rows.
struct StoreTrailer {
    StoreIndex index;
    Dataset dataset;
    std::vector<MatrixSlice> slices;
};
template <> struct Record<StoreTrailer> {
    using T = StoreTrailer;
    static constexpr auto members =
        std::tuple{member("index", &T::index), member("dataset", &T::dataset), member("slices", &T::slices)};
};

} // namespace leap

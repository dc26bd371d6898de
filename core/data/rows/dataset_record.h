// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/data/rows/matrix_store.h"
#include "core/data/schema/schema_record.h"
#include "core/record/record.h"

#include <cmath>
#include <string>

/// Everything of a dataset but its rows and the values of given tables and matrices.
namespace leap {

/// @throws InputError with `where` when inputs and fields do not fit the row.
void checkLayout(const RowLayout& layout, const std::string& where);

/// Exactly; the limit is left out where there is none.
template <> struct Record<ElementScaling> {
    using T = ElementScaling;
    static constexpr auto members = std::tuple{member("shift", &T::shift), member("factor", &T::factor),
                                               member("limit", &T::limit, omitDefault, finite())};
};

template <> struct Record<Lookup> {
    using T = Lookup;
    static constexpr auto members =
        std::tuple{member("begin", &T::begin, atLeast(0)), member("width", &T::width, atLeast(1)),
                   member("scaling", &T::scaling), notStored(&T::table)};
};

template <> struct Record<InputSlot> {
    using T = InputSlot;
    static constexpr auto members =
        std::tuple{member("storage", &T::storage, enumByNumber),     member("index", &T::index, atLeast(0)),
                   member("start", &T::start, atLeast(0)),           member("width", &T::width, atLeast(1)),
                   member("vocabulary", &T::vocabulary, atLeast(0)), member("name", &T::name),
                   member("lookup", &T::lookup, omitDefault)};
};

template <> struct Record<RowLayout> {
    using T = RowLayout;
    static constexpr auto members = std::tuple{
        member("inputs", &T::inputs), member("ranges", &T::ranges, atLeast(0)),
        member("id_columns", &T::idColumns, atLeast(0)), member("bag_columns", &T::bagColumns, atLeast(0)),
        member("dense_columns", &T::denseColumns, atLeast(0))};
    static void check(const T& layout, const std::string& where) { checkLayout(layout, where); }
};

template <> struct Record<FieldFacts> {
    using T = FieldFacts;
    static constexpr auto members = std::tuple{
        member("active_rows", &T::activeRows, atLeast(0)), member("default_share", &T::defaultShare, share()),
        member("missing_share", &T::missingShare, share()), member("distinct", &T::distinct, atLeast(0))};
};

template <> struct Record<DatasetCard> {
    using T = DatasetCard;
    static constexpr auto members = std::tuple{member("files", &T::files),
                                               member("fingerprint", &T::fingerprint),
                                               member("rows", &T::rows, atLeast(0)),
                                               member("rejected_rows", &T::rejectedRows, atLeast(0)),
                                               member("positives", &T::positives, atLeast(0)),
                                               member("parts", &T::rowsOfPart, byNameOf<Part>(), atLeast(0)),
                                               member("groups", &T::groups, atLeast(0)),
                                               member("label", &T::label),
                                               member("split", &T::split),
                                               member("warnings", &T::warnings)};
};

template <> struct Record<Dataset> {
    using T = Dataset;
    static constexpr auto members = std::tuple{member("schema", &T::schema),
                                               member("layout", &T::layout),
                                               member("card", &T::card),
                                               member("facts", &T::facts),
                                               member("rows", &T::rows, atLeast(0)),
                                               member("in_time_order", &T::inTimeOrder, omitDefault),
                                               notStored(&T::store),
                                               notStored(&T::origin)};
};

/// Without its matrix.
template <> struct Record<MatrixSlice> {
    using T = MatrixSlice;
    static constexpr auto members =
        std::tuple{member("source", &T::source),           member("begin", &T::begin, atLeast(0)),
                   member("width", &T::width, atLeast(1)), member("column", &T::column, atLeast(0)),
                   member("scaling", &T::scaling),         notStored(&T::matrix)};
};

} // namespace leap

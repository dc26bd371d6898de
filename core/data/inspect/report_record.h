// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/file_format.h"
#include "core/data/inspect/inspect.h"
#include "core/record/record.h"

/// An inspection as JSON.
namespace leap {

template <> struct Record<ColumnReport> {
    using T = ColumnReport;
    static constexpr auto members = std::tuple{member("name", &T::name),
                                               member("kind", &T::kind),
                                               member("kind_reason", &T::kindReason),
                                               member("reading", &T::reading, omitDefault),
                                               member("time_format", &T::timeFormat, omitDefault),
                                               member("left_out", &T::leftOut, omitDefault),
                                               member("hints", &T::hints, omitDefault),
                                               member("sentinels", &T::sentinels, omitDefault),
                                               member("distinct", &T::distinct, atLeast(0)),
                                               member("distinct_at_least", &T::distinctAtLeast),
                                               member("missing_share", &T::missingShare, share()),
                                               member("default_share", &T::defaultShare, share()),
                                               member("default_value", &T::defaultValue),
                                               member("bad_cells", &T::badCells, atLeast(0)),
                                               member("text_cells", &T::textCells, atLeast(0), omitDefault),
                                               member("text_example", &T::textExample, omitDefault),
                                               member("minimum", &T::minimum),
                                               member("maximum", &T::maximum),
                                               member("auc_alone", &T::aucAlone),
                                               member("constant", &T::constant),
                                               member("row_id_like", &T::rowIdLike),
                                               member("duplicate_of", &T::duplicateOf),
                                               member("possible_leak", &T::possibleLeak),
                                               member("list_of_width", &T::listOfWidth),
                                               member("width", &T::width, atLeast(0)),
                                               member("examples", &T::examples)};
};

template <> struct Record<InspectReport> {
    using T = InspectReport;
    static constexpr auto members = std::tuple{member("files", &T::files),
                                               member("file_format", &T::fileFormat),
                                               member("format", &T::format),
                                               member("rows", &T::rows, atLeast(0)),
                                               member("rejected_rows", &T::rejectedRows, atLeast(0)),
                                               member("columns", &T::columns),
                                               member("warnings", &T::warnings),
                                               member("label_problem", &T::labelProblem),
                                               member("part_column", &T::partColumn, omitDefault),
                                               member("preview", &T::preview)};
};

} // namespace leap

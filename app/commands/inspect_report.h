// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/fields/findings.h"
#include "core/data/inspect/inspect.h"
#include "core/record/table.h"

#include <string>
#include <vector>

namespace leap::app {

/// Which columns an inspection shows.
enum class ShownColumns {
    Auto, ///< all, or of a wide file the first flagged ones
    All,
    Flagged ///< those with a finding
};
/// By what they are sorted.
enum class ColumnOrder { File, Name, Auc, Missing, Values };

} // namespace leap::app

template <> struct leap::EnumNames<leap::app::ShownColumns> {
    static constexpr const char* what = "choice of columns";
    static constexpr EnumName<leap::app::ShownColumns> entries[] = {
        {leap::app::ShownColumns::Auto, "auto"},
        {leap::app::ShownColumns::All, "all"},
        {leap::app::ShownColumns::Flagged, "flagged"}};
};
template <> struct leap::EnumNames<leap::app::ColumnOrder> {
    static constexpr const char* what = "order of columns";
    static constexpr EnumName<leap::app::ColumnOrder> entries[] = {
        {leap::app::ColumnOrder::File, "file"},
        {leap::app::ColumnOrder::Name, "name"},
        {leap::app::ColumnOrder::Auc, "auc"},
        {leap::app::ColumnOrder::Missing, "missing"},
        {leap::app::ColumnOrder::Values, "values"}};
};

namespace leap::app {

struct InspectView {
    ShownColumns only = ShownColumns::Auto;
    ColumnOrder order = ColumnOrder::File;
};

/// The report and its findings as one object. @param given the user's own schema, whose problems are also
/// written by field; null: there is none
[[nodiscard]] Json inspectToJson(const InspectReport& report, const std::vector<Finding>& findings,
                                 const Schema* given);
/// One line for each finding, by kind; may be empty.
[[nodiscard]] std::string findingsText(const std::vector<Finding>& findings);
/// One row for each column with everything that was found, in the order asked for: for `--csv`.
[[nodiscard]] ResultTable columnsTable(const InspectReport& report, const std::vector<Finding>& findings,
                                       const InspectView& view);
/// The columns that fit a terminal, and a line that says what is not shown.
[[nodiscard]] std::string columnsText(const InspectReport& report, const std::vector<Finding>& findings,
                                      const InspectView& view);

} // namespace leap::app

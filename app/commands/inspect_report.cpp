// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inspect_report.h"

#include "core/base/text.h"
#include "core/base/text_table.h"

#include <optional>

namespace leap::app {
namespace {

Json numberOrNull(const std::optional<double>& number)
{
    return number ? Json(*number) : Json(nullptr);
}

Json columnToJson(const ColumnReport& column)
{
    Json json;
    json["name"] = column.name;
    json["kind"] = kindName(column.kind);
    json["kind_reason"] = column.kindReason;
    json["distinct"] = column.distinct;
    json["distinct_at_least"] = column.distinctAtLeast;
    json["missing_share"] = column.missingShare;
    json["default_share"] = column.defaultShare;
    json["default_value"] = column.defaultValue;
    json["bad_cells"] = column.badCells;
    json["minimum"] = numberOrNull(column.minimum);
    json["maximum"] = numberOrNull(column.maximum);
    json["auc_alone"] = numberOrNull(column.aucAlone);
    json["constant"] = column.constant;
    json["row_id_like"] = column.rowIdLike;
    json["duplicate_of"] = column.duplicateOf;
    json["possible_leak"] = column.possibleLeak;
    json["width"] = column.width;
    json["examples"] = column.examples;
    json["flags"] = column.flags();
    return json;
}

std::string percent(double share)
{
    return fixed(100 * share, 1) + " %";
}

} // namespace

Json inspectToJson(const InspectReport& report)
{
    Json json;
    json["files"] = report.files;
    json["format"] = report.format;
    json["rows"] = report.rows;
    json["rejected_rows"] = report.rejectedRows;
    json["columns"] = Json::array();
    for (const ColumnReport& column : report.columns)
        json["columns"].push_back(columnToJson(column));
    json["warnings"] = report.warnings;
    return json;
}

std::string inspectTable(const InspectReport& report)
{
    using Align = TextTable::Align;
    TextTable table({{"column", Align::Left},
                     {"kind", Align::Left},
                     {"values", Align::Right},
                     {"missing", Align::Right},
                     {"default", Align::Right},
                     {"AUC alone", Align::Right},
                     {"why this kind", Align::Left},
                     {"flags", Align::Left}});
    for (const ColumnReport& column : report.columns)
        table.add({column.name, kindName(column.kind),
                   (column.distinctAtLeast ? "at least " : "") + grouped(column.distinct),
                   percent(column.missingShare), percent(column.defaultShare),
                   column.aucAlone ? fixed(*column.aucAlone, 3) : "", column.kindReason,
                   join(column.flags(), "; ")});
    return table.text();
}

} // namespace leap::app

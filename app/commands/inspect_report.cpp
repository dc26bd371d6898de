// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inspect_report.h"

#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/data/report_record.h"

namespace leap::app {
namespace {

Json columnWithFlags(const ColumnReport& column)
{
    Json json = toJson(column);
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
        json["columns"].push_back(columnWithFlags(column));
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

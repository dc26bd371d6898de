// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inspect_report.h"

#include "core/base/text.h"
#include "core/data/fields/kind_problems.h"
#include "core/data/inspect/report_record.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leap::app {
namespace {

using Cell = ResultTable::Cell;
using Format = ResultTable::Format;

constexpr size_t kNarrow = 50; ///< a file with more columns shows flagged ones unless asked for all
constexpr size_t kShown = 40; ///< of a wide file
constexpr size_t kNamed = 6; ///< columns of a finding
/// What a terminal has room for; the rest is for CSV.
constexpr std::array kOnScreen{"column", "kind", "values", "missing", "default", "auc_alone", "why", "flags"};

Json columnWithFlags(const ColumnReport& column)
{
    Json json = toJson(column);
    json["flags"] = column.flags();
    return json;
}

/// In few words; findings have the sentences.
std::string flagsOf(const ColumnReport& column)
{
    std::vector<std::string> flags = column.flags();
    if (!column.leftOut.empty())
        flags = {"left out: " + column.leftOut};
    if (!column.timeFormat.empty())
        flags.push_back("time: " + column.timeFormat);
    if (!column.reading.empty())
        flags.push_back("read as: " + column.reading);
    if (!column.hints.empty())
        flags.push_back(column.hints.size() == 1
                            ? "1 hint"
                            : grouped(static_cast<int64_t>(column.hints.size())) + " hints");
    return join(flags, "; ");
}

Cell figure(const std::optional<double>& value)
{
    return value ? Cell(*value) : Cell();
}

ResultTable::Row rowOf(const ColumnReport& column, int64_t place)
{
    const std::string values = (column.distinctAtLeast ? "at least " : "") + grouped(column.distinct);
    return {{column.name, kindName(column.kind), Cell(column.distinct, values), column.missingShare,
             column.defaultShare, figure(column.aucAlone), column.kindReason, flagsOf(column),
             column.defaultValue, figure(column.minimum), figure(column.maximum), column.badCells,
             column.reading, column.timeFormat, column.leftOut, join(column.hints, " "),
             join(column.examples, " | ")},
            {},
            {},
            place};
}

ResultTable emptyTable()
{
    ResultTable table;
    table.key = "columns";
    table.columns = {{"column", "column"},
                     {"kind", "kind"},
                     {"values", "values", Format::Count},
                     {"missing", "missing", Format::Share},
                     {"default", "default", Format::Share},
                     {"auc_alone", "AUC alone", Format::Auc},
                     {"why", "why this kind"},
                     {"flags", "flags"},
                     {"default_value", "default value"},
                     {"minimum", "minimum", Format::Exact},
                     {"maximum", "maximum", Format::Exact},
                     {"bad_cells", "bad cells", Format::Count},
                     {"reading", "read as"},
                     {"time_format", "time"},
                     {"left_out", "left out"},
                     {"hints", "hints"},
                     {"examples", "examples"}};
    return table;
}

/// Only what a terminal has room for.
ResultTable onScreen(const ResultTable& all)
{
    ResultTable table;
    std::vector<size_t> places;
    for (const char* key : kOnScreen)
        places.push_back(all.columnOf(key));
    for (const size_t place : places)
        table.columns.push_back(all.columns[place]);
    for (const ResultTable::Row& row : all.rows) {
        ResultTable::Row few;
        for (const size_t place : places)
            few.cells.push_back(row.cells[place]);
        table.add(std::move(few));
    }
    return table;
}

void sortBy(ColumnOrder order, ResultTable& table)
{
    switch (order) {
    case ColumnOrder::File:
        return;
    case ColumnOrder::Name:
        return sortRows(table, "column", true);
    case ColumnOrder::Auc:
        return sortRows(table, "auc_alone");
    case ColumnOrder::Missing:
        return sortRows(table, "missing");
    case ColumnOrder::Values:
        return sortRows(table, "values");
    }
}

std::string lineOf(const Finding& finding)
{
    return "  " + findingText(finding, kNamed) + (finding.action.empty() ? "" : "; " + finding.action)
        + ".\n";
}

} // namespace

Json inspectToJson(const InspectReport& report, const std::vector<Finding>& findings, const Schema* given)
{
    Json json;
    json["files"] = report.files;
    json["format"] = report.format;
    json["rows"] = report.rows;
    json["rejected_rows"] = report.rejectedRows;
    json["findings"] = valueToJson(findings);
    json["columns"] = Json::array();
    for (const ColumnReport& column : report.columns)
        json["columns"].push_back(columnWithFlags(column));
    json["warnings"] = report.warnings;
    for (const Finding& finding : findings) {
        if (finding.kind == FindingKind::Label)
            json["likely_label"] = finding.items.front().column;
    }
    if (given != nullptr) {
        json["field_problems"] = Json::array();
        for (const FieldProblem& problem : problemsOnData(*given, report))
            json["field_problems"].push_back({{"field", given->fields[problem.field].name},
                                              {"problem", problem.text},
                                              {"blocks", problem.blocks}});
    }
    return json;
}

std::string findingsText(const std::vector<Finding>& findings)
{
    std::string text;
    for (size_t i = 0; i < findings.size(); ++i) {
        if (i == 0 || findings[i].kind != findings[i - 1].kind)
            text += std::string(i == 0 ? "" : "\n") + titleOf(findings[i].kind) + ":\n";
        text += lineOf(findings[i]);
    }
    return text;
}

ResultTable columnsTable(const InspectReport& report, const std::vector<Finding>& findings,
                         const InspectView& view)
{
    ResultTable table = emptyTable();
    for (size_t i = 0; i < report.columns.size(); ++i) {
        const ColumnReport& column = report.columns[i];
        if (view.only != ShownColumns::Flagged || isFlagged(findings, column.name))
            table.add(rowOf(column, static_cast<int64_t>(i)));
    }
    sortBy(view.order, table);
    return table;
}

std::string columnsText(const InspectReport& report, const std::vector<Finding>& findings,
                        const InspectView& view)
{
    InspectView asked = view;
    const bool few = view.only == ShownColumns::Auto && report.columns.size() > kNarrow;
    if (few)
        asked.only = ShownColumns::Flagged;
    ResultTable table = onScreen(columnsTable(report, findings, asked));
    if (few && table.rows.size() > kShown)
        table.rows.resize(kShown);
    const auto shown = static_cast<int64_t>(table.rows.size()),
               all = static_cast<int64_t>(report.columns.size());
    std::string text = table.rows.empty() ? std::string() : gridText(table);
    if (shown < all)
        text += grouped(shown) + " of " + grouped(all) + " columns, " + (few ? "the first " : "those ")
            + "with a finding; --only all shows every one"
            + (few ? ", --only flagged all with a finding" : "") + ", --csv as a table.\n";
    return text;
}

} // namespace leap::app

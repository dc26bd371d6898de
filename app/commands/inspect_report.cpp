// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inspect_report.h"

#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/data/fields/field_problems.h"
#include "core/data/inspect/report_record.h"

#include <utility>

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

std::vector<Findings::Problem> problemsOf(const Schema& schema, const InspectReport& report)
{
    std::vector<FieldProblem> found = missingColumns(schema, report);
    for (FieldProblem& problem : fieldProblems(schema, &report))
        found.push_back(std::move(problem));
    std::vector<Findings::Problem> problems;
    for (const FieldProblem& problem : found)
        problems.push_back({schema.fields[problem.field].name, problem.text, problem.blocks});
    return problems;
}

Json inspectToJson(const InspectReport& report, const Findings& findings)
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
    if (!findings.likelyLabel.empty())
        json["likely_label"] = findings.likelyLabel;
    if (findings.problems) {
        json["field_problems"] = Json::array();
        for (const Findings::Problem& problem : *findings.problems)
            json["field_problems"].push_back(
                {{"field", problem.field}, {"problem", problem.text}, {"blocks", problem.blocks}});
    }
    return json;
}

std::string findingsText(const Findings& findings)
{
    std::string text;
    if (!findings.likelyLabel.empty())
        text += "\nThe label is probably '" + findings.likelyLabel + "'; name it with --label.\n";
    if (!findings.problems)
        return text;
    if (findings.problems->empty())
        text += "\nThe fields of the schema fit the data.\n";
    for (const Findings::Problem& problem : *findings.problems)
        text += "\nField '" + problem.field + "': " + problem.text;
    return text + (findings.problems->empty() ? "" : "\n");
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

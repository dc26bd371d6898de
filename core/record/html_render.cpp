// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/html_escape.h"
#include "core/record/table.h"

namespace leap {
namespace {

const char* toneClass(ResultTable::Tone tone)
{
    switch (tone) {
    case ResultTable::Tone::Good:
        return "good";
    case ResultTable::Tone::Bad:
        return "bad";
    case ResultTable::Tone::Muted:
        return "muted";
    case ResultTable::Tone::Plain:
        break;
    }
    return "";
}

std::string cellHtml(const ResultTable::Column& column, const ResultTable::Cell& cell)
{
    std::string styles = column.number() ? "number" : "";
    if (const std::string tone = toneClass(cell.tone); !tone.empty())
        styles += (styles.empty() ? "" : " ") + tone;
    return "<td" + (styles.empty() ? "" : " class=\"" + styles + "\"")
        + (column.number() ? " align=\"right\">" : ">") + escaped(cellText(column, cell)) + "</td>";
}

std::string headHtml(const ResultTable& table, bool wide)
{
    std::string text = "<thead><tr>";
    for (const ResultTable::Column& column : table.columns) {
        text += std::string("<th align=\"") + (column.number() ? "right" : "left") + "\"";
        text += wide ? " width=\"" + std::to_string(column.percent) + "%\">" : ">";
        text += escaped(column.title) + "</th>";
    }
    return text + "</tr></thead>\n";
}

} // namespace

std::string gridHtml(const ResultTable& table)
{
    const bool wide = !table.columns.empty() && table.columns.front().percent > 0;
    std::string text = std::string("<table class=\"grid\" cellspacing=\"0\" cellpadding=\"3\"")
        + (wide ? " width=\"98%\"" : "") + ">\n" + headHtml(table, wide) + "<tbody>\n";
    for (const ResultTable::Row& row : table.rows) {
        text += row.style.empty() ? "<tr>" : "<tr class=\"" + escaped(row.style) + "\">";
        for (size_t i = 0; i < table.columns.size(); ++i)
            text += cellHtml(table.columns[i], row.cells[i]);
        text += "</tr>\n";
    }
    return text + "</tbody>\n</table>\n";
}

std::string sectionHtml(const ResultTable& table)
{
    std::string text = table.title.empty() ? "" : "<h3>" + escaped(table.title) + "</h3>\n";
    for (const std::string& note : table.notes)
        text += "<p>" + escaped(note) + "</p>\n";
    return text + gridHtml(table);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/report/html_text.h"

namespace leap {

std::string element(const std::string& tag, std::string_view text)
{
    return "<" + tag + ">" + escaped(text) + "</" + tag.substr(0, tag.find(' ')) + ">\n";
}

HtmlTable::HtmlTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
}

void HtmlTable::add(const std::vector<std::string>& cells, const std::string& style)
{
    m_rows += style.empty() ? "<tr>" : "<tr class=\"" + style + "\">";
    for (size_t i = 0; i < cells.size(); ++i) {
        m_rows += m_columns[i].number ? "<td class=\"number\" align=\"right\">" : "<td>";
        m_rows += escaped(cells[i]) + "</td>";
    }
    m_rows += "</tr>\n";
}

std::string HtmlTable::html() const
{
    const bool wide = !m_columns.empty() && m_columns.front().percent > 0;
    std::string text = std::string("<table class=\"grid\" cellspacing=\"0\" cellpadding=\"3\"")
        + (wide ? " width=\"98%\"" : "") + ">\n<thead><tr>";
    for (const Column& column : m_columns) {
        text += std::string("<th align=\"") + (column.number ? "right" : "left") + "\"";
        text += wide ? " width=\"" + std::to_string(column.percent) + "%\">" : ">";
        text += escaped(column.title) + "</th>";
    }
    return text + "</tr></thead>\n<tbody>\n" + m_rows + "</tbody>\n</table>\n";
}

std::string factTable(const std::vector<std::pair<std::string, std::string>>& facts)
{
    std::string text = "<table class=\"facts\" cellspacing=\"0\" cellpadding=\"3\">\n";
    for (const auto& [name, value] : facts)
        text += "<tr><td class=\"name\">" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
    return text + "</table>\n";
}

std::string bulletList(const std::vector<std::string>& items)
{
    if (items.empty())
        return {};
    std::string text = "<ul>\n";
    for (const std::string& item : items)
        text += element("li", item);
    return text + "</ul>\n";
}

} // namespace leap

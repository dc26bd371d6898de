// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_table.h"
#include "core/record/table.h"

namespace leap {

std::string gridText(const ResultTable& table)
{
    std::vector<TextTable::Column> columns;
    for (const ResultTable::Column& column : table.columns)
        columns.push_back({column.title, column.number() ? TextTable::Align::Right : TextTable::Align::Left});
    TextTable text(std::move(columns));
    for (const ResultTable::Row& row : table.rows) {
        std::vector<std::string> cells;
        for (size_t i = 0; i < table.columns.size(); ++i)
            cells.push_back(cellText(table.columns[i], row.cells[i]));
        text.add(std::move(cells));
    }
    return text.text();
}

std::string sectionText(const ResultTable& table)
{
    std::string text;
    for (const std::string& note : table.notes)
        text += note + "\n";
    return text + gridText(table);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/table_lines.h"

#include "core/base/text.h"

namespace leap {
namespace {

/// The cells of one line; "" inside quotes is one quote.
std::vector<std::string> cellsOf(std::string_view line)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    for (std::string& cell : cells)
        cell = std::string(trimmed(cell));
    return cells;
}

} // namespace

std::vector<TableLine> tableLines(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    std::vector<TableLine> lines;
    size_t number = 0;
    for (const std::string& line : split(text, '\n')) {
        ++number;
        if (!trimmed(line).empty())
            lines.push_back({cellsOf(line), number});
    }
    return lines;
}

} // namespace leap

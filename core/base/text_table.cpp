// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_table.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

constexpr size_t kWidestCell = 72;
constexpr size_t kWidestLastCell = 160; ///< no column comes after it

bool startsCodePoint(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

size_t widthOf(const std::string& text)
{
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), startsCodePoint));
}

std::string cutTo(const std::string& text, size_t width)
{
    size_t seen = 0;
    size_t bytes = 0;
    while (bytes < text.size() && !(startsCodePoint(text[bytes]) && seen == width))
        seen += startsCodePoint(text[bytes++]) ? 1 : 0;
    return text.substr(0, bytes);
}

std::string shown(std::string cell, size_t widest)
{
    std::replace_if(
        cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; },
        ' ');
    return widthOf(cell) <= widest ? cell : cutTo(cell, widest - 3) + "...";
}

void appendPadded(std::string& line, const std::string& cell, size_t width, TextTable::Align align)
{
    const std::string padding(width - widthOf(cell), ' ');
    line += align == TextTable::Align::Right ? padding + cell : cell + padding;
}

} // namespace

TextTable::TextTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
    std::vector<std::string> titles;
    for (const Column& column : m_columns)
        titles.push_back(column.title);
    add(std::move(titles));
}

void TextTable::add(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    for (size_t i = 0; i < cells.size(); ++i)
        cells[i] = shown(std::move(cells[i]), i + 1 == cells.size() ? kWidestLastCell : kWidestCell);
    m_rows.push_back(std::move(cells));
}

std::string TextTable::text() const
{
    std::vector<size_t> widths(m_columns.size(), 0);
    for (const auto& row : m_rows) {
        for (size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    std::string text;
    for (const auto& row : m_rows) {
        std::string line;
        for (size_t i = 0; i < row.size(); ++i) {
            line += i > 0 ? "  " : "";
            appendPadded(line, row[i], widths[i], m_columns[i].align);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

} // namespace leap

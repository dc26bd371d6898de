// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a file: lines below the table, and what was met on the way.
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/cell_shape.h"
#include "core/data/read/text/csv_parser.h"

#include <algorithm>

namespace leap {

/// "Total,,,5": a word for the whole, or a text where the column has numbers, and mostly nothing after it.
bool CsvParser::isFooter(const CellBlock& block, size_t row) const
{
    const auto textOf = [&](size_t column) { return trimmed(block.text(block.column(column)[row])); };
    size_t first = 0;
    while (first < m_columns && textOf(first).empty())
        ++first;
    if (first + 1 >= m_columns || looksLikeValue(textOf(first)) || looksMissing(textOf(first)))
        return false;
    size_t empty = first;
    for (size_t i = first + 1; i < m_columns; ++i)
        empty += textOf(i).empty() ? 1 : 0;
    const bool overNumbers = first < m_numeric.size() && m_numeric[first];
    return m_columns >= 3 && 2 * empty >= m_columns - 1
        && (looksLikeFooter(textOf(first)) || (overNumbers && empty + 2 >= m_columns));
}

void CsvParser::setFootersAside(CellBlock& block)
{
    constexpr int kMost = 3;
    for (int i = 0; i < kMost && block.m_rows > 1 && isFooter(block, block.m_rows - 1); ++i) {
        const size_t row = --block.m_rows;
        std::vector<std::string> cells;
        for (size_t column = 0; column < m_columns; ++column)
            cells.push_back(csvCell(block.text(block.column(column)[row])));
        m_rejected.add(m_lastRow - i, "a total below the table", join(cells, std::string(1, m_delimiter)),
                       false);
    }
    m_rejected.endTable(m_lastRow);
}

std::vector<std::string> CsvParser::warnings() const
{
    std::vector<std::string> sentences;
    const std::string& name = m_rejected.file();
    if (m_comments > 0)
        sentences.push_back(name + ": " + counted(m_comments, "line") + " that "
                            + (m_comments == 1 ? "begins" : "begin") + " with '" + m_comment
                            + "' among the rows " + (m_comments == 1 ? "was" : "were") + " passed over.");
    if (m_oddCells > 0)
        sentences.push_back(name + ": " + counted(m_oddCells, "cell")
                            + (m_oddCells == 1 ? " goes on after its" : " go on after their")
                            + " closing quote, the first in line " + grouped(m_firstOdd)
                            + "; how quotes are written inside quotes can be given (--escape, --quote).");
    return sentences;
}

} // namespace leap

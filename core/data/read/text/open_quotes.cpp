// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/open_quotes.h"

#include "core/data/read/text/cell_shape.h"
#include "core/data/read/text/record_cutter.h"

#include <algorithm>

namespace leap {

bool OpenQuotes::looksLikeRow(std::string_view line) const
{
    const std::vector<std::string> cells = cellsOfLine(line, m_form);
    if (cells.size() < m_cells || cells.size() > m_cells + m_tail)
        return false;
    for (size_t i = 0; i < std::min(cells.size(), m_numeric.size()); ++i) {
        if (m_numeric[i] && !looksMissing(cells[i]) && !looksLikeValue(cells[i]))
            return false;
    }
    return true;
}

/// A proper end needs more evidence: every line a row, with numbers where the table has them.
bool OpenQuotes::swallow(std::string_view text, bool oddEnd) const
{
    if (m_cells < 2)
        return false;
    const bool numbers = std::find(m_numeric.begin(), m_numeric.end(), true) != m_numeric.end();
    if (!oddEnd && !numbers)
        return false;
    size_t lines = 0;
    size_t rows = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t end = lineEnd(text, at);
        if (end > at) {
            ++lines;
            rows += looksLikeRow(text.substr(at, end - at)) ? 1 : 0;
            if (!oddEnd && rows < lines)
                return false;
        }
        at = afterBreak(text, end);
    }
    return oddEnd ? 2 * rows > lines : lines >= (m_cells == 2 ? 3U : 2U);
}

} // namespace leap

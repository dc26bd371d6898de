// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/csv_form.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace leap {

/// Tells a cell of several lines from a quote that is never closed and swallows rows. Private to core/data.
class OpenQuotes {
public:
    /// Lines after which the judgement is made without the end of the quotes.
    static constexpr size_t kMostLines = 1000;

    /// @param numeric per cell of a row: numbers, as far as the first rows tell; may be empty
    OpenQuotes(const CsvForm& form, size_t cells, size_t tail, std::vector<bool> numeric)
        : m_form(form)
        , m_cells(cells)
        , m_tail(tail)
        , m_numeric(std::move(numeric))
    {
    }
    /// Whether the lines of `text`, from the row's first to the one that has the closing quote, look like
    /// rows. @param oddEnd the cell goes on after the closing quote, or there is none
    [[nodiscard]] bool swallow(std::string_view text, bool oddEnd) const;

private:
    [[nodiscard]] bool looksLikeRow(std::string_view line) const;

    CsvForm m_form;
    size_t m_cells;
    size_t m_tail; ///< empty cells that may follow
    std::vector<bool> m_numeric;
};

} // namespace leap

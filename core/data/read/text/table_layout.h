// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/record_cutter.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace leap {

/// The beginning of a text. Private to core/data, as is all of this file.
struct TextHead {
    std::string_view text;
    bool whole = false; ///< it is all of the text
    size_t begin = 0; ///< first byte that may belong to the table
    int64_t line = 1; ///< that it is in
};

/// The first rows of a text cut in one form, and where its table begins.
struct TableLayout {
    CsvForm form;
    std::vector<Record> records;
    size_t usual = 0; ///< most frequent number of cells
    double share = 0; ///< of the records, from the header on, that have so many
    double score = -1; ///< how well the form suits: from 0 to 2; negative: no table
    int oddQuotes = 0;
    std::optional<size_t> header; ///< which record has the names; none: no record fits the rows
    size_t names = 0; ///< how many of the header's cells are names
    size_t rowNames = 0; ///< 1: the first cell of each row is its name
    size_t tail = 0; ///< cells that may follow the last named one, all empty
    bool tailInRows = false;
    bool tailInHeader = false;

    /// The records below the header that have the usual number of cells (or all, without a header).
    [[nodiscard]] std::vector<const Record*> rows() const;
    /// Per cell of a row: at least four fifths of its values look like numbers or times.
    [[nodiscard]] std::vector<bool> numericCells() const;
};

/// @param mostRecords that are looked at @param header one is expected @param comment how lines begin that
/// are no rows; empty: none
[[nodiscard]] TableLayout layoutOf(const TextHead& head, const CsvForm& form, size_t mostRecords, bool header,
                                   std::string_view comment);

} // namespace leap

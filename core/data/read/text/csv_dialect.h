// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/csv_form.h"
#include "core/data/schema/options.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// A line that is known to be no row.
struct LineAside {
    int64_t line = 0; ///< of the file, from 1
    std::string reason;
    std::string text;
};

/// How a text file is cut into rows and cells, found from its first bytes. A row has `rowNames` cells that
/// are not read, then one for each name, then up to `tail` empty ones. Private to core/data.
struct CsvDialect : CsvForm {
    std::vector<std::string> names; ///< of the columns, UTF-8, unique
    size_t rowNames = 0; ///< 1: the first cell of a row is its name
    size_t tail = 0;
    size_t dataBegin = 0; ///< first byte after byte-order mark, header and what is no row below it
    int64_t firstLine = 1; ///< the line of the file that this byte is in
    bool header = false; ///< there is one
    bool headerIsDoubtful = false; ///< the header looks like a row
    std::string headerText; ///< a row equal to it is none; empty: there is none such
    std::string comment; ///< how lines begin that are no rows; empty: none do
    bool commentAlways = false; ///< a line that begins so is no row, even if it has the right cells
    std::vector<bool> numeric; ///< per cell of a row: numbers or times, as far as the first rows tell
    std::vector<LineAside> aside; ///< lines between header and rows
    std::string hint; ///< a sentence for messages about unknown columns, with a space before; mostly empty
    std::vector<std::string> warnings;

    [[nodiscard]] size_t cells() const { return rowNames + names.size(); }
    [[nodiscard]] std::string delimiterName() const; ///< "comma", "tab", ...
};

/// @param head the beginning of the file, as UTF-8; all of it when `whole`
/// @param where the file's name, for messages
/// @throws InputError when the bytes are no text, have no table, or the header does not fit the rows
[[nodiscard]] CsvDialect findDialect(std::string_view head, bool whole, const ReadOptions& options,
                                     const std::string& where);

} // namespace leap

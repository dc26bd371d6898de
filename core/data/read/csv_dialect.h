// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options.h"

#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// How a text file is cut into cells, found from its first bytes. Private to core/data.
struct CsvDialect {
    char delimiter = ',';
    std::vector<std::string> names; ///< of the columns, UTF-8, unique
    size_t dataBegin = 0; ///< first byte after byte-order mark and header
    int64_t headerRows = 0; ///< records before that byte
    bool headerIsDoubtful = false; ///< the header looks like a row
    std::vector<std::string> warnings;
    [[nodiscard]] std::string delimiterName() const; ///< "comma", "tab", ...
};

/// @param head the beginning of the file; all of it when `whole`
/// @param where the file's name, for messages
/// @throws InputError when the bytes are no text, have no table, or the header does not fit the rows
[[nodiscard]] CsvDialect findDialect(std::string_view head, bool whole, const ReadOptions& options,
                                     const std::string& where);

} // namespace leap

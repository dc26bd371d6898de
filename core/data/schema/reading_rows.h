// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options.h"

#include <span>
#include <string>

namespace leap {

/// A value of a reading option that is offered by name.
struct ReadingChoice {
    const char* value; ///< on the command line
    const char* title; ///< in the window
};

/// Everything that the program knows about one option of reading. Command line, help and the window's
/// controls follow the rows.
struct ReadingRow {
    const char* option; ///< "--decimal"
    const char* title; ///< in the window
    const char* help; ///< a sentence or two, for window and command line
    std::span<const ReadingChoice> choices; ///< the first is the default
    bool typed; ///< other texts than those of `choices` are allowed
    const char* flag; ///< value that the option sets without an argument; null: it takes one
    bool textOnly; ///< matters for text files only
    bool window; ///< offered there (the place of an output file is not)
    std::string (*text)(const ReadOptions&);
    void (*set)(ReadOptions&, const std::string&); ///< @throws InputError naming the option
};

[[nodiscard]] std::span<const ReadingRow> readingRows();
/// @param option "--decimal"; there must be such a row
[[nodiscard]] const ReadingRow& readingRow(std::string_view option);

} // namespace leap

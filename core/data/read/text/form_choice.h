// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/table_layout.h"
#include "core/data/schema/options.h"

#include <array>
#include <string>

namespace leap {

/// A delimiter that is looked for, with its name. Private to core/data, as is all of this file.
struct NamedDelimiter {
    char delimiter;
    const char* name;
};
/// In the order of preference where two cut the sample equally well.
inline constexpr std::array<NamedDelimiter, 5> kDelimiters{
    {{',', "comma"}, {'\t', "tab"}, {';', "semicolon"}, {'|', "pipe"}, {'\x01', "control-A"}}};

/// "comma", "spaces", "'^'"
[[nodiscard]] std::string delimiterName(const CsvForm& form);
/// What the option --delimiter gets for the form: ",", "tab", "space".
[[nodiscard]] std::string delimiterOption(const CsvForm& form);

/// How the text is cut: as the options say, and by the shape of its first rows where they leave it open.
/// @param comment as of layoutOf() @throws InputError for a delimiter that is none
[[nodiscard]] TableLayout chooseForm(const TextHead& head, const ReadOptions& options,
                                     std::string_view comment);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leap {

/// A format of files that is known but not read. Private to core/data, as is all of this file.
struct OtherFormat {
    std::string_view name; ///< "an Excel workbook"
    std::string_view advice; ///< a sentence: how to get at the data; FILE is the file's name
};

/// Which format the first bytes of a file belong to, if it is one that is not read.
/// @param head some hundred bytes or more, unpacked @return null for formats that are read, and unknown ones
[[nodiscard]] const OtherFormat* otherFormatOf(std::string_view head);
/// @throws InputError where otherFormatOf() knows the format: what it is, and what to do
void refuseOtherFormat(std::string_view head, const std::string& file);

/// The name of the first file in a zip archive; nothing where the bytes are none.
[[nodiscard]] std::optional<std::string_view> firstInZip(std::string_view head);

} // namespace leap

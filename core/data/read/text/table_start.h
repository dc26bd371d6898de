// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/table_layout.h"
#include "core/data/schema/options.h"

#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// What is above a table: lines to skip, a line sep=;, comment lines. Private to core/data, as is all of this
/// file.
struct TableStart {
    TextHead head; ///< begins after all of that
    std::string delimiter; ///< that a line sep= asks for; empty: none
    std::string comment; ///< how comment lines begin; empty: there are none
    bool commentGiven = false; ///< by the user: every line that begins so is one
    std::vector<std::string_view> comments; ///< the comment lines above
    TextHead lastComment; ///< head, from the last of them on
    std::vector<std::string> notes; ///< what was done, for people
};

/// @param head after the byte-order mark @throws InputError where --skip leaves nothing
[[nodiscard]] TableStart findStart(const TextHead& head, const ReadOptions& options,
                                   const std::string& where);

/// "2 lines above the header were passed over: 'a', 'b'."
[[nodiscard]] std::string passedOver(const std::vector<std::string_view>& lines, const std::string& where,
                                     const std::string& what);

} // namespace leap

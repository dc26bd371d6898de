// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace leap {

/// What a value of a JSON object is. Private to core/data, as is all of this file.
enum class JsonCell {
    Null,
    Text, ///< also truth values, as true and false
    Number, ///< as the file has it, so that integers of any length keep their digits
    List, ///< items joined by '|'
    NumberList, ///< all items are numbers
    Unread ///< a list of lists or of objects
};

/// Takes one value: the name of its column ("a.b" for b in a), what it is, its text, and of a list how many
/// items.
using TakeJsonCell =
    std::function<void(const std::string& name, JsonCell kind, std::string_view text, size_t items)>;

/// Hands over the values of the object that a line holds. Objects in it are unnested.
/// @return why the line is no such object; empty: it is one
[[nodiscard]] std::string readJsonObject(std::string_view line, const TakeJsonCell& take);

} // namespace leap

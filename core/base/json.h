// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_value.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace leap {

/// @throws InputError that names `where` when `json` is no list.
void requireList(const Json& json, const std::string& where);

/// The text: compact, or with `indent` blanks a level. Bytes that are no UTF-8 (a file name may have them)
/// become U+FFFD instead of an exception.
[[nodiscard]] std::string jsonText(const Json& json, int indent = -1);

/// What a file of its own holds: indented by 2, with a newline at its end.
[[nodiscard]] std::string jsonFileText(const Json& json);

/// `read(item, place)` of each item of a list, where place is "where[3]". @throws InputError when it is no
/// list.
template <typename Read> [[nodiscard]] auto readList(const Json& list, const std::string& where, Read read)
{
    requireList(list, where);
    std::vector<std::decay_t<decltype(read(list, where))>> items;
    items.reserve(list.size());
    for (size_t i = 0; i < list.size(); ++i)
        items.push_back(read(list[i], where + "[" + std::to_string(i) + "]"));
    return items;
}

/// Reads one JSON object strictly: a missing or mistyped key, and at the end any key that nobody asked for,
/// is an InputError that names the place ("schema.json: fields[3].kind") and suggests the nearest known key.
class ObjectReader {
public:
    /// `where` names the object in messages. @throws InputError when `object` is no object.
    ObjectReader(const Json& object, std::string where);

    [[nodiscard]] bool has(const std::string& key);
    /// The member. @throws InputError when it is missing.
    [[nodiscard]] const Json& at(const std::string& key);

    /// The member as checkedValue() reads it.
    template <typename T> [[nodiscard]] T get(const std::string& key)
    {
        return checkedValue<T>(at(key), placeOf(key));
    }
    template <typename T> [[nodiscard]] T get(const std::string& key, const T& otherwise)
    {
        return has(key) ? get<T>(key) : otherwise;
    }

    /// readList of a member. @throws InputError when it is missing or no list.
    template <typename Read> [[nodiscard]] auto list(const std::string& key, Read read)
    {
        return readList(at(key), placeOf(key), std::move(read));
    }

    /// @throws InputError when the object has a key that was never asked for.
    void finish() const;
    [[nodiscard]] const std::string& where() const { return m_where; }
    /// A member's name in messages: "schema.json: fields" at the top, "schema.json: fields[3].kind" below.
    [[nodiscard]] std::string placeOf(const std::string& key) const;

private:
    const Json& m_object;
    std::string m_where;
    std::set<std::string> m_known;
};

/// What a text may hold at most; a text beyond is refused before it can exhaust memory or stack.
struct JsonLimits {
    size_t bytes = size_t{256} << 20;
    size_t depth = 100; ///< lists and objects within one another
    size_t keys = 1'000'000; ///< in one object
};

/// Parses a text, in time proportional to its length.
/// @throws InputError that begins with `where`: no JSON or a number beyond the range of a double (with line
/// and column), a key that appears twice in one object (with its place), a text beyond the limits.
[[nodiscard]] Json parseJson(const std::string& text, const std::string& where,
                             const JsonLimits& limits = {});

} // namespace leap

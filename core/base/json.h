// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace leap {

/// JSON with the keys in the order in which they were written.
using Json = nlohmann::ordered_json;

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

    template <typename T> [[nodiscard]] T get(const std::string& key) { return convert<T>(key, at(key)); }
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
    template <typename T> [[nodiscard]] T convert(const std::string& key, const Json& value) const
    {
        try {
            return value.get<T>();
        } catch (const nlohmann::json::exception&) {
            refuse(key, value);
        }
    }
    [[noreturn]] void refuse(const std::string& key, const Json& value) const;

    const Json& m_object;
    std::string m_where;
    std::set<std::string> m_known;
};

/// Parses a text. @throws InputError with `where`, the line and the column.
[[nodiscard]] Json parseJson(const std::string& text, const std::string& where);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace leap {

/// JSON with the keys in the order in which they were written.
using Json = nlohmann::ordered_json;

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

    /// @throws InputError when the object has a key that was never asked for.
    void finish() const;
    [[nodiscard]] const std::string& where() const { return m_where; }

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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/names.h"
#include "core/record/checks.h"
#include "core/record/describes.h"

#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// How the types of members look in JSON, and other forms of them.
namespace leap {

template <Described T> [[nodiscard]] Json toJson(const T& record);
template <Described T> [[nodiscard]] T fromJson(const Json& json, const std::string& where);

namespace detail {

template <typename T> inline constexpr bool isOptional = false;
template <typename T> inline constexpr bool isOptional<std::optional<T>> = true;
template <typename T> inline constexpr bool isShared = false;
template <typename T> inline constexpr bool isShared<std::shared_ptr<T>> = true;

template <typename M> Json itemsToJson(const M& items);

} // namespace detail

/// Numbers, truth values, texts; a char as a text of one character; enums by name; lists and maps; an empty
/// optional or pointer as null; described structs as objects.
template <typename M> [[nodiscard]] Json valueToJson(const M& value)
{
    if constexpr (Described<M>) {
        return toJson(value);
    } else if constexpr (NamedEnum<M>) {
        return nameOf(value);
    } else if constexpr (detail::isOptional<M> || detail::isShared<M>) {
        return value ? valueToJson(*value) : Json(nullptr);
    } else if constexpr (detail::isVector<M> || detail::isArray<M> || detail::isTextMap<M>) {
        return detail::itemsToJson(value);
    } else if constexpr (std::is_same_v<M, char>) {
        return std::string(1, value);
    } else {
        static_assert(!std::is_enum_v<M>, "an enum needs EnumNames<E>; see core/base/names.h");
        static_assert(
            std::is_arithmetic_v<M> || std::is_same_v<M, std::string> || std::is_same_v<M, Json>,
            "no JSON form of this type is known: describe it by Record<T>, or give a codec as<C>()");
        return value;
    }
}

template <typename M> Json detail::itemsToJson(const M& items)
{
    Json json = isTextMap<M> ? Json::object() : Json::array();
    if constexpr (isTextMap<M>) {
        for (const auto& [key, value] : items)
            json[key] = valueToJson(value);
    } else {
        for (const auto& item : items)
            json.push_back(valueToJson<typename M::value_type>(item));
    }
    return json;
}

namespace detail {

template <typename M> M itemsFromJson(const Json& json, const std::string& where, const NumberRange& range);

inline char charFromJson(const Json& json, const std::string& where)
{
    const std::string text = checkedText(json, where);
    if (text.size() != 1)
        refuseValue(where, "one character", json);
    return text.front();
}

} // namespace detail

/// The value that valueToJson() wrote. @param range of numbers, also of those in lists and optionals
/// @throws InputError with `where`
template <typename M>
[[nodiscard]] M valueFromJson(const Json& json, const std::string& where, const NumberRange& range = {})
{
    if constexpr (Described<M>) {
        return fromJson<M>(json, where);
    } else if constexpr (NamedEnum<M>) {
        return parseName<M>(checkedText(json, where), where);
    } else if constexpr (detail::isOptional<M>) {
        return json.is_null() ? M() : M(valueFromJson<typename M::value_type>(json, where, range));
    } else if constexpr (detail::isShared<M>) {
        using Item = std::remove_const_t<typename M::element_type>;
        return json.is_null() ? M() : M(std::make_shared<Item>(valueFromJson<Item>(json, where, range)));
    } else if constexpr (detail::isVector<M> || detail::isArray<M> || detail::isTextMap<M>) {
        return detail::itemsFromJson<M>(json, where, range);
    } else if constexpr (std::is_same_v<M, char>) {
        return detail::charFromJson(json, where);
    } else if constexpr (std::is_arithmetic_v<M> && !std::is_same_v<M, bool>) {
        return checkedNumber<M>(json, where, range);
    } else {
        return checkedValue<M>(json, where);
    }
}

template <typename M>
M detail::itemsFromJson(const Json& json, const std::string& where, const NumberRange& range)
{
    M items{};
    if constexpr (isVector<M>) {
        requireItems(json, where);
        items.reserve(json.size());
        for (size_t i = 0; i < json.size(); ++i)
            items.push_back(valueFromJson<typename M::value_type>(json[i], itemPlace(where, i), range));
    } else if constexpr (isArray<M>) {
        requireItems(json, where, items.size());
        for (size_t i = 0; i < items.size(); ++i)
            items[i] = valueFromJson<typename M::value_type>(json[i], itemPlace(where, i), range);
    } else {
        requireObject(json, where);
        for (const auto& item : json.items())
            items[item.key()] =
                valueFromJson<typename M::mapped_type>(item.value(), where + "." + item.key(), range);
    }
    return items;
}

/// A number that may be none: NaN and infinities are written as null, null is read as NaN. Also for lists of
/// such numbers.
struct NullForNaN {
    static Json write(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
    template <typename T> static Json write(const std::vector<T>& values)
    {
        Json json = Json::array();
        for (const T& value : values)
            json.push_back(write(value));
        return json;
    }
    template <typename M> static M read(const Json& json, const std::string& where, const NumberRange& range)
    {
        if constexpr (detail::isVector<M>)
            return readList(json, where, [&](const Json& item, const std::string& place) {
                return read<typename M::value_type>(item, place, range);
            });
        else
            return json.is_null() ? std::numeric_limits<M>::quiet_NaN()
                                  : checkedNumber<M>(json, where, range);
    }
};
inline constexpr As<NullForNaN> nanAsNull{};

/// A number that comes back exactly: NaN and infinities are the texts "nan", "inf", "-inf".
struct ExactNumber {
    static Json write(double value);
    static double read(const Json& json, const std::string& where);
};
inline constexpr As<ExactNumber> exactNumber{};

/// A whole number of which a negative one means "none": null in JSON, read as -1.
struct NullBelowZero {
    static Json write(int64_t value) { return value < 0 ? Json(nullptr) : Json(value); }
    template <typename M> static M read(const Json& json, const std::string& where)
    {
        return json.is_null() ? M{-1} : checkedNumber<M>(json, where, {.low = 0});
    }
};
inline constexpr As<NullBelowZero> nullBelowZero{};

/// An optional whose emptiness is a word, as "auto".
struct EmptyAsText {
    const char* word;
    template <typename M> [[nodiscard]] Json write(const std::optional<M>& value) const
    {
        return value ? valueToJson(*value) : Json(word);
    }
    template <typename M>
    [[nodiscard]] M read(const Json& json, const std::string& where, const NumberRange& range) const
    {
        if (json == word)
            return M();
        if (json.is_string() && std::is_arithmetic_v<typename M::value_type>)
            refuseValue(where, std::string("a number or \"") + word + "\"", json);
        return valueFromJson<typename M::value_type>(json, where, range);
    }
};
[[nodiscard]] constexpr As<EmptyAsText> emptyAs(const char* word)
{
    return {{word}};
}

/// An enum by its number, for files that were begun so.
struct EnumByNumber {
    template <NamedEnum E> static Json write(E value) { return static_cast<int>(value); }
    template <NamedEnum E> static E read(const Json& json, const std::string& where)
    {
        const auto number = checkedNumber<int>(json, where);
        std::string known;
        for (const auto& entry : EnumNames<E>::entries) {
            if (static_cast<int>(entry.value) == number)
                return entry.value;
            known += (known.empty() ? "" : ", ") + std::to_string(static_cast<int>(entry.value)) + " ("
                + entry.name + ")";
        }
        refuseValue(where, "one of " + known, json);
    }
};
inline constexpr As<EnumByNumber> enumByNumber{};

/// An array with a value for each value 0, 1, ... of an enum, as an object by the enum's names.
template <NamedEnum E> struct ByNameOf {
    template <typename T, size_t N> static Json write(const std::array<T, N>& values)
    {
        Json json = Json::object();
        for (const auto& entry : EnumNames<E>::entries)
            json[entry.name] = valueToJson(values.at(static_cast<size_t>(entry.value)));
        return json;
    }
    template <typename M> static M read(const Json& json, const std::string& where, const NumberRange& range)
    {
        ObjectReader reader(json, where);
        M values{};
        for (const auto& entry : EnumNames<E>::entries)
            values.at(static_cast<size_t>(entry.value)) = valueFromJson<typename M::value_type>(
                reader.at(entry.name), reader.placeOf(entry.name), range);
        reader.finish();
        return values;
    }
};
template <NamedEnum E> [[nodiscard]] constexpr As<ByNameOf<E>> byNameOf()
{
    return {};
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string> // first: Qt's moc cannot parse <concepts> before it

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>
#include <vector>

/// Values of one JSON node, checked: what is not exactly what the program expects is refused with its place.
namespace leap {

/// JSON with the keys in the order in which they were written.
using Json = nlohmann::ordered_json;

/// Which numbers are allowed; NaN is in no bounded range.
struct NumberRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool lowOpen = false; ///< `low` itself is not allowed
    bool highOpen = false; ///< `high` itself is not allowed

    [[nodiscard]] bool bounded() const;
    [[nodiscard]] bool holds(double value) const;
    /// "from 1 to 65536", "of 0 or more", "above 0 and below 1"; empty without bounds
    [[nodiscard]] std::string text() const;
};

/// @throws InputError "PLACE must be WHAT; it is VALUE.", with long values cut.
[[noreturn]] void refuseValue(const std::string& place, const std::string& what, const Json& value);

namespace detail {

/// A whole number as JSON writes it, with its sign. False for anything else.
[[nodiscard]] bool wholeNumber(const Json& json, int64_t& negative, uint64_t& positive);
[[noreturn]] void refuseNumber(const Json& json, const std::string& place, bool whole,
                               const NumberRange& range);

template <typename T> inline constexpr bool isVector = false;
template <typename T> inline constexpr bool isVector<std::vector<T>> = true;
template <typename T> inline constexpr bool isArray = false;
template <typename T, size_t N> inline constexpr bool isArray<std::array<T, N>> = true;
template <typename T> inline constexpr bool isTextMap = false;
template <typename T> inline constexpr bool isTextMap<std::map<std::string, T>> = true;

template <typename T> NumberRange rangeOfType()
{
    NumberRange range;
    if constexpr (std::is_integral_v<T> && (sizeof(T) < sizeof(int64_t))) {
        range.low = static_cast<double>(std::numeric_limits<T>::lowest());
        range.high = static_cast<double>(std::numeric_limits<T>::max());
    } else if constexpr (std::is_unsigned_v<T>) {
        range.low = 0;
    }
    return range;
}

template <typename T> constexpr T intOf(int64_t negative, uint64_t positive)
{
    return negative < 0 ? static_cast<T>(negative) : static_cast<T>(positive);
}

} // namespace detail

/// A number in `range`. Integers come from whole JSON numbers within the type's range only (not from 8.9,
/// 3.0, true or "8"), floating-point numbers from any JSON number.
/// @throws InputError naming `place`, the range and the value
template <typename T>
requires std::is_arithmetic_v<T>
[[nodiscard]] T checkedNumber(const Json& json, const std::string& place, const NumberRange& range = {})
{
    if constexpr (std::is_integral_v<T>) {
        int64_t negative = 0;
        uint64_t positive = 0;
        const bool fits = detail::wholeNumber(json, negative, positive)
            && (negative < 0 ? std::in_range<T>(negative) : std::in_range<T>(positive));
        const T value = fits ? detail::intOf<T>(negative, positive) : T{};
        if (!fits || (range.bounded() && !range.holds(static_cast<double>(value))))
            detail::refuseNumber(json, place, true, range.bounded() ? range : detail::rangeOfType<T>());
        return value;
    } else {
        const T value = json.is_number() ? static_cast<T>(json.get<double>()) : T{};
        if (!json.is_number() || (range.bounded() && !range.holds(static_cast<double>(value))))
            detail::refuseNumber(json, place, false, range);
        return value;
    }
}

/// @throws InputError naming `place`, unless it is true or false
[[nodiscard]] bool checkedFlag(const Json& json, const std::string& place);
/// @throws InputError naming `place`, unless it is a text
[[nodiscard]] std::string checkedText(const Json& json, const std::string& place);
/// @throws InputError naming `place`, unless it is a list (of `size` items, where that is given)
void requireItems(const Json& json, const std::string& place, size_t size = SIZE_MAX);
/// @throws InputError naming `place`, unless it is an object
void requireObject(const Json& json, const std::string& place);
/// "fields[3]"
[[nodiscard]] std::string itemPlace(const std::string& place, size_t item);

/// A truth value, number, text, list, map of texts to values, or the JSON itself.
/// @throws InputError naming the place, of a list's item with its index
template <typename T> [[nodiscard]] T checkedValue(const Json& json, const std::string& place)
{
    if constexpr (std::is_same_v<T, Json>) {
        return json;
    } else if constexpr (std::is_same_v<T, bool>) {
        return checkedFlag(json, place);
    } else if constexpr (std::is_arithmetic_v<T>) {
        return checkedNumber<T>(json, place);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return checkedText(json, place);
    } else if constexpr (detail::isVector<T>) {
        requireItems(json, place);
        T items;
        items.reserve(json.size());
        for (const Json& item : json)
            items.push_back(checkedValue<typename T::value_type>(item, itemPlace(place, items.size())));
        return items;
    } else {
        static_assert(detail::isTextMap<T>, "checkedValue() reads no values of this type");
        requireObject(json, place);
        T items;
        for (const auto& item : json.items())
            items[item.key()] = checkedValue<typename T::mapped_type>(item.value(), place + "." + item.key());
        return items;
    }
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_value.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <cmath>

namespace leap {
namespace {

constexpr size_t kShownBytes = 60; ///< of a refused value
constexpr double kWholeDigits = 1e15; ///< bounds below are shown as whole numbers

std::string shownBound(double bound)
{
    return bound == std::floor(bound) && std::abs(bound) < kWholeDigits
        ? std::to_string(static_cast<int64_t>(bound))
        : shortest(bound);
}

/// The value as JSON writes it, at most kShownBytes of it, cut between two characters.
std::string shownValue(const Json& value)
{
    if (value.is_array())
        return "a list of " + std::to_string(value.size()) + (value.size() == 1 ? " item" : " items");
    if (value.is_object())
        return "an object";
    const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= kShownBytes)
        return text;
    size_t end = kShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "...";
}

} // namespace

bool NumberRange::bounded() const
{
    return !std::isinf(low) || !std::isinf(high) || lowOpen || highOpen;
}

bool NumberRange::holds(double value) const
{
    return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
}

std::string NumberRange::text() const
{
    const bool fromBelow = !std::isinf(low), fromAbove = !std::isinf(high);
    if (fromBelow && fromAbove && !lowOpen && !highOpen)
        return "from " + shownBound(low) + " to " + shownBound(high);
    const std::string least = lowOpen ? "above " + shownBound(low) : "of " + shownBound(low) + " or more";
    const std::string most = highOpen ? "below " + shownBound(high) : "of at most " + shownBound(high);
    if (fromBelow && fromAbove)
        return least + (lowOpen && highOpen ? " and " : ", ") + most;
    return fromBelow ? least : fromAbove ? most : std::string();
}

void refuseValue(const std::string& place, const std::string& what, const Json& value)
{
    throw InputError(place + " must be " + what + "; it is " + shownValue(value) + ".");
}

namespace detail {

bool wholeNumber(const Json& json, int64_t& negative, uint64_t& positive)
{
    if (!json.is_number_integer())
        return false;
    if (json.is_number_unsigned())
        positive = json.get<uint64_t>();
    else if (const auto value = json.get<int64_t>(); value < 0)
        negative = value;
    else
        positive = static_cast<uint64_t>(value);
    return true;
}

void refuseNumber(const Json& json, const std::string& place, bool whole, const NumberRange& range)
{
    const std::string bounds = range.text();
    refuseValue(place, (whole ? "a whole number" : "a number") + (bounds.empty() ? "" : " " + bounds), json);
}

} // namespace detail

bool checkedFlag(const Json& json, const std::string& place)
{
    if (!json.is_boolean())
        refuseValue(place, "true or false", json);
    return json.get<bool>();
}

std::string checkedText(const Json& json, const std::string& place)
{
    if (!json.is_string())
        refuseValue(place, "a text", json);
    return json.get<std::string>();
}

void requireItems(const Json& json, const std::string& place, size_t size)
{
    if (!json.is_array() || (size != SIZE_MAX && json.size() != size))
        refuseValue(place, size == SIZE_MAX ? "a list" : "a list of " + std::to_string(size) + " items",
                    json);
}

void requireObject(const Json& json, const std::string& place)
{
    if (!json.is_object())
        refuseValue(place, "an object", json);
}

std::string itemPlace(const std::string& place, size_t item)
{
    return place + "[" + std::to_string(item) + "]";
}

} // namespace leap

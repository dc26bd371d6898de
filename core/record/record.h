// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/metric/metric_value.h"
#include "core/record/codecs.h"
#include "core/record/describes.h"
#include "core/record/members.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

/// JSON of described structs. README.md shows how to describe one.
namespace leap {
namespace detail {

/// The first trait of a kind, or nothing (`void` type) where there is none.
template <template <typename> typename Is> struct Finder {
    template <typename... Traits> static constexpr bool has(const std::tuple<Traits...>*)
    {
        return (Is<Traits>::value || ...);
    }
    template <typename First, typename... Rest>
    static constexpr const auto& in(const First& first, const Rest&... rest)
    {
        if constexpr (Is<First>::value)
            return first;
        else
            return in(rest...);
    }
};
template <typename Trait> using IsCodec = std::bool_constant<isAs<Trait>>;
template <typename Trait> using IsOnlyIf = std::bool_constant<isOnlyIf<Trait>>;
template <typename Trait> using IsOmitted = std::bool_constant<isOmitted<Trait>>;
template <typename Trait> using IsAbsent = std::bool_constant<isAbsent<Trait>>;

template <template <typename> typename Is, typename M> constexpr bool hasTrait()
{
    return Finder<Is>::has(static_cast<const decltype(M::traits)*>(nullptr));
}
template <template <typename> typename Is, typename M> constexpr const auto& traitOf(const M& member)
{
    return std::apply(
        [](const auto&... trait) -> const auto& { return Finder<Is>::in(trait...); }, member.traits);
}

/// The type of a member's value in record T.
template <typename M, typename T>
using ValueOf = std::decay_t<decltype(std::declval<const M&>().access.get(std::declval<const T&>()))>;

template <typename T, typename M> Json memberToJson(const M& member, const T& record)
{
    if constexpr (hasTrait<IsCodec, M>())
        return traitOf<IsCodec>(member).codec.write(member.access.get(record));
    else
        return valueToJson(member.access.get(record));
}

template <typename Value, typename Codec>
Value readByCodec(const Codec& codec, const Json& json, const std::string& where, const NumberRange& range)
{
    if constexpr (requires { codec.template read<Value>(json, where, range); }) {
        return codec.template read<Value>(json, where, range);
    } else if constexpr (requires { codec.template read<Value>(json, where); }) {
        return codec.template read<Value>(json, where);
    } else {
        Value value = codec.read(json, where);
        if constexpr (std::is_arithmetic_v<Value>) {
            if (range.bounded() && !range.holds(static_cast<double>(value)))
                refuseNumber(json, where, std::is_integral_v<Value>, range);
        }
        return value;
    }
}

template <typename Value, size_t N>
void checkTrait(const OneOf<N>& check, const Value& value, const std::string& where)
{
    static_assert(std::is_same_v<Value, std::string>, "oneOf() is for texts");
    requireKnown("value", value, {check.known.begin(), check.known.end()}, where);
}
template <typename Value> void checkTrait(NotEmpty, const Value& value, const std::string& where)
{
    if (value.empty())
        refuseValue(where,
                    std::is_same_v<Value, std::string> ? "a text that is not empty"
                                                       : "a list of at least one item",
                    valueToJson(value));
}
template <typename Trait, typename Value> void checkTrait(const Trait&, const Value&, const std::string&) { }

/// A member's value from JSON, checked.
template <typename T, typename M>
ValueOf<M, T> memberFromJson(const M& member, const Json& json, const std::string& where)
{
    using Value = ValueOf<M, T>;
    const NumberRange range = rangeOf(member.traits);
    Value value{};
    if constexpr (hasTrait<IsCodec, M>()) {
        value = readByCodec<Value>(traitOf<IsCodec>(member).codec, json, where, range);
    } else {
        value = valueFromJson<Value>(json, where, range);
    }
    std::apply([&](const auto&... trait) { (checkTrait(trait, value, where), ...); }, member.traits);
    return value;
}

template <typename T, typename M> bool isWritten(const M& member, const T& record)
{
    if constexpr (hasTrait<IsOnlyIf, M>())
        return traitOf<IsOnlyIf>(member).when(record);
    else if constexpr (hasTrait<IsOmitted, M>() && isOptional<ValueOf<M, T>>)
        return traitOf<IsOmitted>(member).when(record) || member.access.get(record).has_value();
    else if constexpr (hasTrait<IsOmitted, M>())
        return traitOf<IsOmitted>(member).when(record)
            || !(member.access.get(record) == member.access.get(T{}));
    else
        return true;
}

template <typename T> void elementsToJson(const auto& elements, const T& record, Json& json);
template <typename T> void elementsFromJson(const auto& elements, ObjectReader& reader, T& record);
template <typename T> void checkDerived(const auto& elements, ObjectReader& reader, const T& record);

template <typename T, typename A, typename... Traits>
void elementToJson(const Member<A, Traits...>& member, const T& record, Json& json)
{
    if (isWritten(member, record))
        json[member.key] = memberToJson(member, record);
}
template <typename T, typename V> void elementToJson(const Constant<V>& constant, const T&, Json& json)
{
    json[constant.key] = constant.value;
}
template <typename T, typename Make, bool Checked>
void elementToJson(const Derived<Make, Checked>& derived, const T& record, Json& json)
{
    json[derived.key] = derived.make(record);
}
template <typename T, typename... Elements>
void elementToJson(const Group<Elements...>& group, const T& record, Json& json)
{
    Json inner = Json::object();
    elementsToJson(group.elements, record, inner);
    json[group.key] = std::move(inner);
}
template <typename T, typename R, typename S>
void elementToJson(const Flattened<R, S>& flattened, const T& record, Json& json)
{
    elementsToJson(Record<S>::members, record.*flattened.pointer, json);
}
template <typename T, typename P, typename W, typename R>
void elementToJson(const Custom<P, W, R>& custom, const T& record, Json& json)
{
    json[custom.key] = custom.write(record);
}
template <typename T, typename R, typename M> void elementToJson(const NotStored<R, M>&, const T&, Json&) { }

template <typename T> void elementsToJson(const auto& elements, const T& record, Json& json)
{
    std::apply([&](const auto&... element) { (elementToJson(element, record, json), ...); }, elements);
}

template <typename T, typename A, typename... Traits>
void elementFromJson(const Member<A, Traits...>& member, ObjectReader& reader, T& record)
{
    using M = Member<A, Traits...>;
    if constexpr (hasTrait<IsOnlyIf, M>()) {
        if (!traitOf<IsOnlyIf>(member).when(std::as_const(record)))
            return;
    }
    if constexpr (hasTrait<IsAbsent, M>() || hasTrait<IsOmitted, M>()) {
        if (!reader.has(member.key))
            return;
    }
    const Json& json = reader.at(member.key);
    member.access.set(record, memberFromJson<T>(member, json, reader.placeOf(member.key)));
}
template <typename T, typename V> void elementFromJson(const Constant<V>& constant, ObjectReader& reader, T&)
{
    const Json expected = constant.value;
    if (const Json& found = reader.at(constant.key); found != expected)
        refuseValue(reader.placeOf(constant.key), jsonText(expected), found);
}
template <typename T, typename Make, bool Checked>
void elementFromJson(const Derived<Make, Checked>& derived, ObjectReader& reader, T&)
{
    (void)reader.has(derived.key);
}
template <typename T, typename... Elements>
void elementFromJson(const Group<Elements...>& group, ObjectReader& reader, T& record)
{
    ObjectReader inner(reader.at(group.key), reader.placeOf(group.key));
    elementsFromJson(group.elements, inner, record);
    checkDerived(group.elements, inner, std::as_const(record));
    inner.finish();
}
template <typename T, typename R, typename S>
void elementFromJson(const Flattened<R, S>& flattened, ObjectReader& reader, T& record)
{
    elementsFromJson(Record<S>::members, reader, record.*flattened.pointer);
}
template <typename T, typename P, typename W, typename R>
void elementFromJson(const Custom<P, W, R>& custom, ObjectReader& reader, T& record)
{
    custom.read(record, reader.at(custom.key), reader.placeOf(custom.key));
}
template <typename T, typename R, typename M> void elementFromJson(const NotStored<R, M>&, ObjectReader&, T&)
{
}

template <typename T> void elementsFromJson(const auto& elements, ObjectReader& reader, T& record)
{
    std::apply([&](const auto&... element) { (elementFromJson(element, reader, record), ...); }, elements);
}

template <typename T, typename E> void checkElement(const E& element, ObjectReader& reader, const T& record)
{
    if constexpr (requires { requires E::isChecked; }) {
        if (!reader.has(element.key))
            return;
        const Json expected = element.make(record);
        if (reader.at(element.key) != expected)
            refuseValue(reader.placeOf(element.key), jsonText(expected), reader.at(element.key));
    }
}

template <typename T> void checkDerived(const auto& elements, ObjectReader& reader, const T& record)
{
    std::apply([&](const auto&... element) { (checkElement(element, reader, record), ...); }, elements);
}

} // namespace detail

/// The object that the description says, keys in its order.
template <Described T> Json toJson(const T& record)
{
    static_assert(describesAll<T>());
    Json json = Json::object();
    detail::elementsToJson(Record<T>::members, record, json);
    return json;
}

/// Reads an object strictly, then calls Record<T>::complete(record) where there is one. @throws InputError
/// with the place: a key that is missing or unknown, a value of the wrong type or out of range, and what
/// Record<T>::check() refuses
template <Described T> T fromJson(const Json& json, const std::string& where)
{
    static_assert(describesAll<T>());
    T record{};
    ObjectReader reader(json, where);
    detail::elementsFromJson(Record<T>::members, reader, record);
    if constexpr (requires { Record<T>::complete(record); })
        Record<T>::complete(record);
    detail::checkDerived(Record<T>::members, reader, std::as_const(record));
    reader.finish();
    if constexpr (requires { Record<T>::check(record, where); })
        Record<T>::check(record, where);
    return record;
}

/// Whether two records are written alike: equality that takes NaN for equal to NaN.
template <Described T> [[nodiscard]] bool recordsEqual(const T& one, const T& other)
{
    return toJson(one) == toJson(other);
}

/// A figure with its reason and counts; the value is null where it is undefined.
template <> struct Record<MetricValue> {
    static constexpr auto members =
        std::tuple{member("value", &MetricValue::value, nanAsNull), member("reason", &MetricValue::reason),
                   member("used", &MetricValue::used), member("left_out", &MetricValue::leftOut)};
};

} // namespace leap

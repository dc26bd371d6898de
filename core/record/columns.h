// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"

#include <cstdint>
#include <string>
#include <type_traits>

/// A vector of described structs as columns: HDF5 datasets or CSV.
namespace leap {

/// One column of a description.
struct ColumnKey {
    std::string name;
    bool mayBeAbsent = false; ///< older files do without it
};

namespace detail {

/// What a column holds as it is; anything else is stored as the text of its JSON.
template <typename M>
concept Scalar = std::is_arithmetic_v<M> || std::is_same_v<M, std::string> || NamedEnum<M>;

/// Whole numbers in 64 bits, truth values in a byte, enums by name.
template <Scalar M> auto toColumn(const M& value)
{
    if constexpr (std::is_same_v<M, bool>)
        return static_cast<uint8_t>(value);
    else if constexpr (std::is_same_v<M, char>)
        return std::string(1, value);
    else if constexpr (std::is_integral_v<M>)
        return static_cast<int64_t>(value);
    else if constexpr (std::is_floating_point_v<M>)
        return static_cast<double>(value);
    else if constexpr (NamedEnum<M>)
        return std::string(nameOf(value));
    else
        return value;
}

template <Scalar M> using StoredAs = decltype(toColumn(std::declval<const M&>()));

template <Scalar M>
M fromColumn(const StoredAs<M>& stored, const std::string& where, const NumberRange& range)
{
    if constexpr (std::is_same_v<M, bool>)
        return stored != 0;
    else if constexpr (std::is_same_v<M, char>)
        return charFromJson(Json(stored), where);
    else if constexpr (std::is_floating_point_v<M>)
        return std::isnan(stored) ? static_cast<M>(stored) : checkedNumber<M>(Json(stored), where, range);
    else if constexpr (std::is_integral_v<M>)
        return checkedNumber<M>(Json(stored), where, range);
    else if constexpr (NamedEnum<M>)
        return parseName<M>(stored, where);
    else
        return stored;
}

template <typename T, typename Visit> void visitMetric(const ColumnKey& key, auto access, Visit& visit)
{
    const auto part = [&]<typename M>(const char* ending, M MetricValue::*piece) {
        visit(
            ColumnKey{key.name + ending, key.mayBeAbsent},
            [=](const T& row) { return toColumn(access.get(row).*piece); },
            [=](T& row, const StoredAs<M>& stored, const std::string& where) {
                MetricValue metric = access.get(row);
                metric.*piece = fromColumn<M>(stored, where, {});
                access.set(row, std::move(metric));
            });
    };
    part("", &MetricValue::value);
    part("_used", &MetricValue::used);
    part("_left_out", &MetricValue::leftOut);
    part("_reason", &MetricValue::reason);
}

template <typename T, typename A, typename... Traits, typename Visit>
void visitElement(const Member<A, Traits...>& member, Visit& visit)
{
    using M = Member<A, Traits...>;
    using Value = ValueOf<M, T>;
    constexpr bool absent = hasTrait<IsAbsent, M>() || hasTrait<IsOmitted, M>() || hasTrait<IsOnlyIf, M>();
    const ColumnKey key{member.key, absent};
    if constexpr (std::is_same_v<Value, MetricValue>)
        visitMetric<T>(key, member.access, visit);
    else if constexpr (Scalar<Value>)
        visit(
            key, [&member](const T& row) { return toColumn<Value>(member.access.get(row)); },
            [&member](T& row, const StoredAs<Value>& stored, const std::string& where) {
                member.access.set(row, fromColumn<Value>(stored, where, rangeOf(member.traits)));
            });
    else
        visit(
            key, [&member](const T& row) { return jsonText(memberToJson(member, row)); },
            [&member](T& row, const std::string& stored, const std::string& where) {
                member.access.set(row, memberFromJson<T>(member, parseJson(stored, where), where));
            });
}
template <typename T, typename R, typename S, typename Visit>
void visitElement(const Flattened<R, S>& flattened, Visit& visit)
{
    const auto inner = [&](const ColumnKey& key, auto get, auto set) {
        visit(
            key, [=, &flattened](const T& row) { return get(row.*flattened.pointer); },
            [=, &flattened](T& row, const auto& stored, const std::string& where) {
                set(row.*flattened.pointer, stored, where);
            });
    };
    std::apply([&](const auto&... element) { (visitElement<S>(element, inner), ...); }, Record<S>::members);
}
template <typename T, typename E, typename Visit> void visitElement(const E& element, Visit& visit)
{
    if constexpr (requires { element.elements; }) // a group's keys are columns of their own
        std::apply([&](const auto&... inner) { (visitElement<T>(inner, visit), ...); }, element.elements);
}

} // namespace detail

/// Calls `visit(ColumnKey, get, set)` for each column of the description, in its order. `get(const T&)` gives
/// what is stored: int64_t, double, uint8_t (a truth value) or std::string. `set(T&, stored, where)` takes
/// the same type. @throws InputError from `set` with `where`: a value out of range, an unknown name. A
/// MetricValue gives four columns: NAME, NAME_used, NAME_left_out, NAME_reason. Constants, derived and custom
/// keys give none.
template <Described T, typename Visit> void visitColumns(Visit visit)
{
    static_assert(describesAll<T>());
    std::apply([&](const auto&... element) { (detail::visitElement<T>(element, visit), ...); },
               Record<T>::members);
}

} // namespace leap

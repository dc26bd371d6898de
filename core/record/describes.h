// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

/// Whether a description names every member of its struct.
namespace leap {

/// The description of a struct, to be specialised in a header NAME_record.h:
///
///     template <> struct Record<FieldFacts> {
///         static constexpr auto members = std::tuple{
///             member("active_rows", &FieldFacts::activeRows, atLeast(0)), ...};
///         static void check(const FieldFacts&, const std::string& where); // optional: after reading
///     };
template <typename T> struct Record;

/// A type with a description.
template <typename T>
concept Described = requires
{
    Record<T>::members;
};

namespace detail {

/// Converts to whatever a member is initialised from.
struct Anything {
    template <typename M> operator M() const noexcept; // NOLINT(google-explicit-constructor)
};

/// How many members an aggregate without base classes has. A C array counts once per item: use std::array.
template <typename T, typename... Values> constexpr size_t memberCount()
{
    if constexpr (requires { T{Values{}..., Anything{}}; })
        return memberCount<T, Values..., Anything>();
    else
        return sizeof...(Values);
}

template <typename A, typename B> constexpr bool samePointer(A a, B b)
{
    if constexpr (std::is_same_v<A, B>)
        return a == b;
    else
        return false;
}

/// How many different members a list of member pointers names.
constexpr size_t distinctCount()
{
    return 0;
}
template <typename First, typename... Rest>
constexpr size_t distinctCount([[maybe_unused]] First first, Rest... rest)
{
    return ((samePointer(first, rest) || ...) ? 0 : 1) + distinctCount(rest...);
}

template <Described T> constexpr size_t describedCount()
{
    constexpr auto pointers = std::apply(
        [](const auto&... element) { return std::tuple_cat(element.pointers()...); }, Record<T>::members);
    return std::apply([](auto... pointer) { return distinctCount(pointer...); }, pointers);
}

template <size_t Described, size_t Members> constexpr bool countsAgree()
{
    static_assert(
        Described == Members,
        "a Record names not all members of its struct (or a C array is among them); name those that "
        "are not to be stored by notStored(&T::x)");
    return Described == Members;
}

} // namespace detail

/// True, or no compilation where a member of an aggregate is missing in its description. toJson() and
/// fromJson() ask this too.
template <Described T> constexpr bool describesAll()
{
    if constexpr (std::is_aggregate_v<T>)
        return detail::countsAgree<detail::describedCount<T>(), detail::memberCount<T>()>();
    else
        return true;
}

} // namespace leap

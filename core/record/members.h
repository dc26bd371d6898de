// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/checks.h"

#include <tuple>
#include <type_traits>
#include <utility>

/// The parts of a description. See README.md for how they are used.
namespace leap {
namespace detail {

/// A member of the record itself.
template <typename T, typename M> struct ByPointer {
    M T::*pointer;
    template <typename R> [[nodiscard]] const M& get(const R& record) const { return record.*pointer; }
    template <typename R> void set(R& record, M value) const { record.*pointer = std::move(value); }
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{pointer}; }
};

/// A member of a struct within the record.
template <typename T, typename S, typename M> struct ByPath {
    S T::*outer;
    M S::*inner;
    template <typename R> [[nodiscard]] const M& get(const R& record) const { return record.*outer.*inner; }
    template <typename R> void set(R& record, M value) const { record.*outer.*inner = std::move(value); }
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{outer}; }
};

/// A value that is got and set by functions.
template <typename Get, typename Set> struct ByProperty {
    Get getter;
    Set setter;
    template <typename R> [[nodiscard]] auto get(const R& record) const { return getter(record); }
    template <typename R, typename M> void set(R& record, M value) const { setter(record, std::move(value)); }
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{}; }
};

} // namespace detail

/// A key with its value in the record.
template <typename Access, typename... Traits> struct Member {
    static_assert((detail::KnownTrait<Traits> && ...),
                  "after key and member follow checks (atLeast(0), share(), ...), absence (mayBeAbsent, "
                  "omitDefault, onlyIf()) or a codec (as<C>()); see core/record/checks.h");
    const char* key;
    Access access;
    std::tuple<Traits...> traits;
    [[nodiscard]] constexpr auto pointers() const { return access.pointers(); }
};

template <typename T, typename M, typename... Traits>
[[nodiscard]] constexpr auto member(const char* key, M T::*pointer, Traits... traits)
{
    return Member<detail::ByPointer<T, M>, Traits...>{key, {pointer}, {traits...}};
}

/// A member of a member: via(&Proof::plan, &ProofPlan::margin).
template <typename T, typename S, typename M>
[[nodiscard]] constexpr detail::ByPath<T, S, M> via(S T::*outer, M S::*inner)
{
    return {outer, inner};
}
template <typename T, typename S, typename M, typename... Traits>
[[nodiscard]] constexpr auto member(const char* key, detail::ByPath<T, S, M> path, Traits... traits)
{
    return Member<detail::ByPath<T, S, M>, Traits...>{key, path, {traits...}};
}

/// A value by `get(const T&)` and `set(T&, value)`, for classes.
template <typename Get, typename Set, typename... Traits>
[[nodiscard]] constexpr auto property(const char* key, Get get, Set set, Traits... traits)
{
    return Member<detail::ByProperty<Get, Set>, Traits...>{key, {get, set}, {traits...}};
}

/// A key that always has this value, as "format" and "version"; another one is refused.
template <typename Value> struct Constant {
    const char* key;
    Value value;
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{}; }
};
template <typename Value> [[nodiscard]] constexpr Constant<Value> constant(const char* key, Value value)
{
    return {key, value};
}

/// A key that follows from the other members: written for the reader of the file. On reading it may be
/// absent; its value is ignored, or must be what the record gives.
template <typename Make, bool Checked> struct Derived {
    static constexpr bool isChecked = Checked;
    const char* key;
    Make make; ///< Json or what it converts from, of the record
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{}; }
};
template <typename Make> [[nodiscard]] constexpr Derived<Make, false> derived(const char* key, Make make)
{
    return {key, make};
}
template <typename Make>
[[nodiscard]] constexpr Derived<Make, true> derivedChecked(const char* key, Make make)
{
    return {key, make};
}

/// Several members of the record in a nested object.
template <typename... Elements> struct Group {
    const char* key;
    std::tuple<Elements...> elements;
    [[nodiscard]] constexpr auto pointers() const
    {
        return std::apply([](const auto&... element) { return std::tuple_cat(element.pointers()...); },
                          elements);
    }
};
template <typename... Elements>
[[nodiscard]] constexpr Group<Elements...> group(const char* key, Elements... elements)
{
    return {key, {elements...}};
}

/// The keys of a struct within the record, as if they were the record's own.
template <typename T, typename S> struct Flattened {
    S T::*pointer;
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{pointer}; }
};
template <typename T, typename S> [[nodiscard]] constexpr Flattened<T, S> flattened(S T::*pointer)
{
    return {pointer};
}

/// A key whose form depends on other members: `Json write(const T&)`, `void read(T&, const Json&, const
/// std::string& where)`; members further up are there when it reads.
template <typename Pointer, typename Write, typename Read> struct Custom {
    const char* key;
    Pointer pointer; ///< the member that it describes
    Write write;
    Read read;
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{pointer}; }
};
template <typename T, typename M, typename Write, typename Read>
[[nodiscard]] constexpr Custom<M T::*, Write, Read> custom(const char* key, M T::*pointer, Write write,
                                                           Read read)
{
    return {key, pointer, write, read};
}

/// A member that is deliberately left out of JSON.
template <typename T, typename M> struct NotStored {
    M T::*pointer;
    [[nodiscard]] constexpr auto pointers() const { return std::tuple{pointer}; }
};
template <typename T, typename M> [[nodiscard]] constexpr NotStored<T, M> notStored(M T::*pointer)
{
    return {pointer};
}

} // namespace leap
